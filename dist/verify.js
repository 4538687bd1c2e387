import { createHash } from "node:crypto";

// src/verify/verify.ts
/** Reads bytes to their end. */
async function measure(bytes) {
	const hash = createHash("sha256");
	let size = 0;
	for await (const chunk of bytes) {
		hash.update(chunk);
		size += chunk.byteLength;
	}
	return {
		size,
		sha256: hash.digest("hex")
	};
}
/**
* An asset, from a file whose bytes this run has hashed: while it was extracted, packed or read. The only maker of assets, so that
* every byte that is published was measured here.
*/
function verifiedAsset(facts, measured) {
	const asset = {
		...facts,
		...measured
	};
	if (!isMeasured(asset)) throw new Error(`${facts.name} has no digest`);
	return asset;
}
const isMeasured = (facts) => /^[0-9a-f]{64}$/.test(facts.sha256) && Number.isSafeInteger(facts.size) && facts.size >= 0;

export { verifiedAsset as n, measure as t };