import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules/", "cdktf.out/", ".cache/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // CDKTF registers a construct by creating it: `new Queue(this, ...)` is a statement there.
      "no-new": "off",
      "@typescript-eslint/no-unused-expressions": "error",
      // Numbers in sentences are what messages are made of.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Terraform's provider range and environment variables must be spelled by key.
      "@typescript-eslint/dot-notation": "off",
      // `import x = require()` is the one spelling that gives a CommonJS module itself, not a copy of its exports.
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@cdktf/provider-aws",
              message:
                "Import deep, '@cdktf/provider-aws/lib/<resource>': the root index costs two seconds and 500 MB.",
            },
          ],
        },
      ],
      "no-console": "error",
      // A default would take a member that is added to a union later, and nobody would be told.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, allowDefaultCaseForExhaustiveSwitch: false },
      ],
    },
  },
  {
    files: ["cli/**/*.ts", "main.ts", "bench/**/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["**/*.cjs", "hub"],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
      },
    },
  },
);
