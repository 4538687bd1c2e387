// src/group-by.ts
/** Groups of values by key, in the order in which the keys came. `Map.groupBy` of newer runtimes. */
function groupBy(values, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group === void 0) groups.set(key, [value]);
		else group.push(value);
	}
	return groups;
}

export { groupBy as t };