import { c as conflictsOf, h as withDeadline, i as notesFor, l as planDestination, n as planArtifact, r as planFile, s as redactor } from "./plan-artifact.js";
import { d as throwAll, l as messageOf, s as UserError, u as mistakesOf } from "./placeholders.js";
import { a as encodePlan, n as prepare } from "./prepare.js";
import { i as renderPlan, n as shippingOutputs, r as whatShips, t as planOutputLimit } from "./ship.js";

// src/modes/probe.ts
/** Milliseconds that one destination may take to answer. */
const probingTime = 3e4;
/** Asks every destination that gets something of the plan. Writes nothing, throws nothing; answers in the order given. */
async function probeDestinations(runtime, destinations, plan) {
	const idle = new Set(plan.destinations.filter(({ releases }) => releases.length === 0).map(({ name }) => name));
	return Promise.all(destinations.map(async (destination) => idle.has(destination.name) ? {
		destination,
		kind: "not checked",
		why: "it gets nothing of this"
	} : probeOne(runtime, destination)));
}
async function probeOne(runtime, destination) {
	const { backend, name, kind } = destination;
	const unknown = (why) => ({
		destination,
		kind: "not checked",
		why
	});
	if (backend === void 0) return unknown(`kind ${kind} is not available in this version of Slipway`);
	const own = runtime.withSecrets(backend.secrets);
	const absent = backend.secrets.filter((secret) => !isGiven(own, secret));
	if (absent.length > 0) return unknown(`this job is not given ${absent.map((secret) => `$${secret}`).join(", ")}`);
	const redact = redactor();
	const host = {
		...own,
		secret: (secret) => redact.hide(own.secret(secret))
	};
	const refused = (why, hint) => ({
		destination,
		kind: "refused",
		why: redact.text(why),
		hint: redact.text(hint)
	});
	try {
		const verdict = await withDeadline(host.clock, probingTime, `asking ${name}`, backend.probe(host));
		if (verdict === void 0) return unknown(`${kind} cannot be asked without writing`);
		return verdict.ok ? {
			destination,
			kind: "writable"
		} : refused(verdict.why, remedy(destination));
	} catch (thrown) {
		const [mistake] = mistakesOf(thrown) ?? [];
		if (mistake === void 0 || mistake.code === "DEADLINE" || mistake.code === "GITHUB_REFUSED") return unknown(`it could not be asked: ${redact.text(messageOf(mistake ?? thrown))}`);
		return refused(mistake.message, mistake.hint ?? remedy(destination));
	}
}
function remedy({ name, backend, required }) {
	const secrets = (backend?.secrets ?? []).map((secret) => `$${secret}`);
	const first = secrets.length === 0 ? `Give this job the right to write to ${name}` : `Renew ${secrets.join(" and ")}, or its rights`;
	return required ? `${first}; with "required: false" the others go on without it.` : `${first}.`;
}
function isGiven(host, secret) {
	try {
		host.secret(secret);
		return true;
	} catch (thrown) {
		if (mistakesOf(thrown) === void 0) throw thrown;
		return false;
	}
}
/** The required destinations that cannot be written to, each as one mistake. */
const probeMistakes = (probes) => probes.flatMap((probe) => probe.kind === "refused" && probe.destination.required ? [new UserError("NOT_WRITABLE", `${probe.destination.name} cannot be written to: ${probe.why}`, {
	where: probe.destination.where,
	hint: probe.hint
})] : []);
/** Tells in the log what each destination said; one that is not required and refuses is a warning. */
function logProbes({ log }, probes) {
	for (const probe of probes) {
		const { name, required, where } = probe.destination;
		switch (probe.kind) {
			case "writable":
				log.info(`asked: ${name}: can be written to`);
				break;
			case "not checked":
				log.info(`asked: ${name}: not checked: ${probe.why}`);
				break;
			case "refused": if (required) log.info(`asked: ${name}: cannot be written to: ${probe.why}`);
			else log.warning(`${name} cannot be written to: ${probe.why}. It is not required. ${probe.hint}`, where);
		}
	}
}

// src/modes/release.ts
/** `release`: decides what ships, opens its drafts, and hands the plan to the jobs that follow. */
async function release(outer, inputs) {
	const prepared = await prepare(outer, inputs);
	const { runtime } = prepared;
	const { plan, rows, skipped, tags } = await whatShips(prepared, inputs);
	for (const { package: name, version, tag } of plan.releases) runtime.log.info(`${name} ${version}: ${tag} ${tags.has(tag) ? "is tagged here" : "will be tagged here"}`);
	for (const { package: name, why } of skipped) runtime.log.info(`not released: ${name}: ${why}`);
	const drafts = await planDrafts(prepared, plan, tags);
	const unasked = new Set(drafts.filter(({ kind }) => kind === "failed").map(({ destination }) => destination.name));
	const askable = prepared.config.destinations.filter(({ name }) => !unasked.has(name));
	const probes = plan.releases.length === 0 ? [] : await probeDestinations(runtime, askable, plan);
	logProbes(runtime, probes);
	throwAll([...draftMistakes(drafts), ...probeMistakes(probes)]);
	const opened = inputs.dryRun ? /* @__PURE__ */ new Map() : await openDrafts(prepared, drafts);
	if (!inputs.dryRun && plan.releases.length > 0) await keepPlan(runtime, plan);
	return {
		outputs: shippingOutputs(plan, rows),
		summary: renderPlan(plan, rows, skipped, {
			tags,
			drafts: opened,
			probes
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
	return Promise.all(early.map(async (destination) => planDestination(destination, products, root, runtime.withSecrets(destination.backend?.secrets ?? []))));
}
/** What keeps drafts from being opened. */
const draftMistakes = (plans) => [...plans.flatMap((each) => each.kind === "failed" ? each.errors : []), ...conflictsOf(plans)];
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