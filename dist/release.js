import { c as messageOf, u as throwAll } from "./placeholders.js";
import { a as conflictsOf, i as notesFor, n as planArtifact, o as planDestination, r as planFile } from "./plan-artifact.js";
import { a as encodePlan, n as prepare } from "./prepare.js";
import { i as renderPlan, n as shippingOutputs, r as whatShips, t as planOutputLimit } from "./ship.js";

// src/modes/release.ts
/** `release`: decides what ships, opens its drafts, and hands the plan to the jobs that follow. */
async function release(outer, inputs) {
	const prepared = await prepare(outer, inputs);
	const { runtime } = prepared;
	const { plan, rows, skipped, tags } = await whatShips(prepared, inputs);
	for (const { package: name, version, tag } of plan.releases) runtime.log.info(`${name} ${version}: ${tag} ${tags.has(tag) ? "is tagged here" : "will be tagged here"}`);
	for (const { package: name, why } of skipped) runtime.log.info(`not released: ${name}: ${why}`);
	const drafts = await planDrafts(prepared, plan, tags);
	const opened = inputs.dryRun ? /* @__PURE__ */ new Map() : await openDrafts(prepared, drafts);
	if (!inputs.dryRun && plan.releases.length > 0) await keepPlan(runtime, plan);
	return {
		outputs: shippingOutputs(plan, rows),
		summary: renderPlan(plan, rows, skipped, {
			tags,
			drafts: opened
		}),
		failure: void 0
	};
}
/** What the destinations that can be begun before the build would do now. */
async function planDrafts({ runtime, config, root }, plan, tags) {
	const early = config.destinations.filter(({ kind }) => kind === "github-release");
	if (early.length === 0 || plan.releases.length === 0) return [];
	const products = [];
	for (const each of plan.releases) products.push({
		release: each,
		tagged: tags.has(each.tag),
		notes: await notesFor(each, config, runtime),
		assets: []
	});
	const plans = await Promise.all(early.map(async (destination) => planDestination(destination, products, root, runtime.withSecrets(destination.backend?.secrets ?? []))));
	throwAll([...plans.flatMap((each) => each.kind === "failed" ? each.errors : []), ...conflictsOf(plans)]);
	return plans;
}
/** Opens the drafts; answers where each release's is. */
async function openDrafts({ runtime }, plans) {
	const opened = /* @__PURE__ */ new Map();
	for (const { destination, ...rest } of plans) {
		if (rest.kind !== "planned" || destination.backend === void 0) continue;
		const host = runtime.withSecrets(destination.backend.secrets);
		for (const { item, release: id } of rest.items.filter((each) => each.item.early === true)) {
			const receipt = await destination.backend.publish(item, host);
			runtime.log.info(`${id}: ${receipt.did === "created" ? "opened a draft" : item.why}`);
			if (receipt.url !== void 0) opened.set(id, receipt.url);
		}
	}
	return opened;
}
/** The plan as an artifact of the run: the way of a plan that is too large for an output, and the record of one that is not. */
async function keepPlan(runtime, plan) {
	const text = encodePlan(plan);
	const needed = Buffer.byteLength(text) > planOutputLimit;
	const folder = await runtime.files.temporary("plan");
	await runtime.files.write(`${folder}/${planFile}`, `${text}\n`);
	try {
		if (runtime.artifacts.missing !== void 0) throw new Error(runtime.artifacts.missing);
		await runtime.artifacts.upload(planArtifact(runtime.context), [`${folder}/${planFile}`], folder);
	} catch (cause) {
		if (needed) throw new Error(`the plan has ${Buffer.byteLength(text)} bytes, too many for an output, and could not be kept as an artifact`, { cause });
		runtime.log.info(`the plan is handed on as an output only: ${messageOf(cause)}`);
	}
}

export { release };