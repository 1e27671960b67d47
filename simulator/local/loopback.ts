/** Only these names reach a server of the hub, so that no web page can by a name that it points here. */
export const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
