/** Takes a tenant from one environment to another. */
export { changedBy, compareEnvironments, type Comparison, type NamedEnvironments } from "./comparison";
export { promotionOf, writePromotion, type Promotion } from "./promotion";
