import { s as UserError } from "./placeholders.js";
import { D as literal, E as json, F as unknown, I as _isoDateTime, M as strictObject, N as string, O as looseObject, P as union, b as _enum, d as ZodISODateTime, w as int, x as array } from "./fields.js";

// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}

// src/backends/user-answers.ts
const text = string().min(1).max(2e3);
/** One printable line. */
const line = text.regex(/^[^\p{Cc}\u2028\u2029]+$/u, "must be one line without control characters");
const url = string().regex(/^https?:\/\/[^\s\p{Cc}]+$/u, "must be an address like https://example.com/path");
const proof = _enum([
	"digest",
	"size",
	"presence"
]);
const itemShape = strictObject({
	address: line,
	action: _enum([
		"create",
		"keep",
		"replace",
		"conflict"
	]),
	why: text,
	asset: union([string(), looseObject({
		name: string(),
		sha256: string()
	})]).optional(),
	after: array(string()).default([]),
	url: url.optional(),
	proof: proof.optional(),
	detail: json().optional()
});
const receiptShape = strictObject({
	address: string(),
	did: _enum([
		"created",
		"replaced",
		"kept"
	]),
	size: int().min(0).optional(),
	sha256: string().regex(/^([0-9a-f]{64})?$/, "must be 64 digits in lower-case hex").optional(),
	url: url.optional(),
	at: datetime().optional(),
	detail: json().optional()
});
const verdictShape = union([strictObject({
	ok: literal(true),
	by: proof.optional()
}), strictObject({
	ok: literal(false),
	why: text
})], "must be { ok: true } or { ok: false, why: \"…\" }");
/**
* The items of a plan that code of the user made. Every address begins with the name of the destination and a colon, so that nobody
* speaks for another; every file is an asset of this release, so that nothing is sent that nobody hashed. Throws a `UserError` for the
* first thing that is wrong.
*/
function checkedItems(answer, view, who) {
	const answerer = {
		who,
		destination: view.destination
	};
	const list = array(unknown()).safeParse(answer);
	if (!list.success) throw broken(answerer, "plan", `returns ${shown(answer)}, not a list of items`, "Return [] where there is nothing.");
	const items = list.data.map((each, index) => {
		const { asset, url: at, proof: by, detail, ...rest } = read(itemShape, each, answerer, `plan`, `item ${index + 1}`);
		const own = `${view.destination}:`;
		if (!rest.address.startsWith(own) || rest.address.length === own.length) throw broken(answerer, "plan", `returns an item with an address of another destination, ${JSON.stringify(rest.address)}`, `Begin every address with "${own}".`);
		return {
			...rest,
			...asset === void 0 ? {} : { asset: ownAsset(asset, view, answerer, rest.address) },
			...at === void 0 ? {} : { url: at },
			...by === void 0 ? {} : { proof: by },
			...detail === void 0 ? {} : { detail }
		};
	});
	checkOrder(items, answerer);
	return items;
}
function ownAsset(given, { assets }, answerer, address) {
	const found = assets.find((asset) => typeof given === "string" ? asset.name === given : asset.name === given.name && asset.sha256 === given.sha256);
	if (found !== void 0) return found;
	throw broken(answerer, "plan", `returns the item ${address} with a file that is no asset of this release`, "Give it one of release.assets as it is.");
}
/** Every address once; what comes after something comes after an item of the same list, and not in a circle. */
function checkOrder(items, answerer) {
	const addresses = /* @__PURE__ */ new Set();
	for (const { address } of items) {
		if (addresses.has(address)) throw broken(answerer, "plan", `returns two items of the address ${address}`, "Return each address once.");
		addresses.add(address);
	}
	for (const { address, after } of items) for (const earlier of after) if (!addresses.has(earlier)) throw broken(answerer, "plan", `returns the item ${address} after ${JSON.stringify(earlier)}, which is none of its items`, "Name addresses of the same list in \"after\".");
	const placed = /* @__PURE__ */ new Set();
	for (let left = items; left.length > 0; left = left.filter(({ address }) => !placed.has(address))) {
		const ready = left.filter(({ after }) => after.every((address) => placed.has(address)));
		if (ready.length === 0) throw broken(answerer, "plan", `returns items that come after one another in a circle: ${left.map(({ address }) => address).join(", ")}`, "Take one of these \"after\" out.");
		for (const { address } of ready) placed.add(address);
	}
}
/** The receipt of one item. Size, digest and time that it leaves out are those of the asset and of now. */
function checkedReceipt(answer, item, answerer, now) {
	const { size, sha256, at, url: where, detail, ...rest } = read(receiptShape, answer, answerer, "publish", "the receipt");
	if (rest.address !== item.address) throw broken(answerer, "publish", `was given ${item.address} and returns a receipt for another address, ${JSON.stringify(rest.address)}`, "Return the address of the item.");
	return {
		...rest,
		size: size ?? item.asset?.size ?? 0,
		sha256: sha256 ?? item.asset?.sha256 ?? "",
		...where === void 0 ? {} : { url: where },
		at: at ?? new Date(now).toISOString(),
		...detail === void 0 ? {} : { detail }
	};
}
/** What was found when it was read back, or when it was asked whether it can be written to. */
function checkedVerdict(answer, answerer, call, by) {
	const verdict = read(verdictShape, answer, answerer, call, "the verdict");
	return verdict.ok ? {
		ok: true,
		by: verdict.by ?? by
	} : verdict;
}
function read(schema, answer, answerer, call, what) {
	const parsed = schema.safeParse(answer);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const at = issue?.path.join(".") ?? "";
	throw broken(answerer, call, `returns something that is no good as ${what}: ${issue?.code === "unrecognized_keys" ? `it has the unknown field "${issue.keys[0] ?? ""}"` : at === "" ? `it is ${shown(answer)}, and ${issue?.message ?? ""}` : `its ${at} is ${shown(valueAt(answer, issue?.path ?? []))}: ${issue?.message ?? ""}`}`, `Mend what ${call} returns.`);
}
const valueAt = (value, path) => path.reduce((at, key) => typeof at === "object" && at !== null ? Reflect.get(at, key) : void 0, value);
function shown(value) {
	if (Array.isArray(value)) return "a list";
	switch (typeof value) {
		case "undefined": return "missing";
		case "string": return JSON.stringify(value.slice(0, 200));
		case "function": return "a function";
		case "object": return value === null ? "null" : "a mapping";
		default: return String(value);
	}
}
function broken(answerer, call, what, hint) {
	return new UserError("BACKEND_BROKEN", `${named(answerer, call)} ${what}`, { hint });
}
/** What code of the user ended with, when it gave no answer. */
function failed(answerer, call, why, cause) {
	return new UserError("BACKEND_FAILED", `${named(answerer, call)} failed: ${why}`, {
		hint: "See what it printed in the log; what is done is kept, so it can be run again.",
		cause
	});
}
const named = ({ who, destination }, call) => `${call} of ${who}${destination === void 0 ? "" : `, for the destination ${destination},`}`;

export { shown as a, failed as i, checkedReceipt as n, checkedVerdict as r, checkedItems as t };