import { t as compare } from "./select-packages.js";

// src/backends/in-order.ts
/** The same view with its assets sorted by name: the order in which files were found is nobody's promise, and a plan is compared byte for byte. */
const inOrder = (view) => ({
	...view,
	assets: [...view.assets].sort((a, b) => compare(a.name, b.name))
});

export { inOrder as t };