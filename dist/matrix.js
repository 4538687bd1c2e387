import { i as renderPlan, n as shippingOutputs, r as whatShips } from "./ship.js";
import { n as prepare } from "./prepare.js";

// src/modes/matrix.ts
/** `matrix`: what would be built of any commit. Writes nothing. */
async function matrix(outer, inputs) {
	const prepared = await prepare(outer, inputs);
	const { plan, rows, skipped, tags } = await whatShips(prepared, inputs);
	const { log } = prepared.runtime;
	log.info(`${plan.releases.length} packages, ${rows.length} build jobs at ${plan.commit}`);
	for (const { package: name, why } of skipped) log.info(`not built: ${name}: ${why}`);
	return {
		outputs: shippingOutputs(plan, rows),
		summary: renderPlan(plan, rows, skipped, {
			tags,
			drafts: /* @__PURE__ */ new Map()
		}),
		failure: void 0
	};
}

export { matrix };