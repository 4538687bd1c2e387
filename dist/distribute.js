import { a as isGlob, c as unmatched, i as glob, o as matcher, r as entryOf, s as pathGlob, t as compare } from "./select-packages.js";
import { a as renderPath, d as throwAll, l as messageOf, n as placeholdersIn, s as UserError, u as mistakesOf } from "./placeholders.js";
import { a as redactOutcome, c as conflictsOf, d as listRunArtifacts, f as workflowSource, h as withDeadline, i as notesFor, l as planDestination, m as pool, o as redactReceipt, p as directorySource, s as redactor, t as fetchPlan, u as fetchArtifact } from "./plan-artifact.js";
import { i as decodePlan, m as checkoutIfKnown, n as prepare, p as cutText, u as describeTarget } from "./prepare.js";
import { A as object, D as literal, N as string, b as _enum, k as number, x as array } from "./fields.js";
import { a as escapeMessage, c as link, i as escapeMarkdown, l as wrappable, n as code, o as fitting, r as duration, s as folded, t as bytes } from "./markdown.js";
import { t as releaseId } from "./types.js";
import { n as releaseValues, r as targetValues } from "./values.js";
import { n as verifiedAsset, t as measure } from "./verify.js";
import { s as groupBy } from "./settle.js";
import { r as nameMistakes } from "./entries.js";
import { t as require_tar_stream } from "./tar-stream.js";
import { t as foreignTag } from "./release-steps.js";
import { posix } from "node:path";
import * as zlib from "node:zlib";
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { createRequire } from "module";

// src/engine/wave.ts
/**
* Publishes what is ready, then reads it back with a fresh host, so that nothing is believed because it was just written. That
* host goes on to the next wave: what it has just read need not be asked again.
*/
async function wave({ destination, ready, others, deadline, engine, host }) {
	const parallel = destination["max-parallel"] ?? destination.backend?.parallel ?? 1;
	const published = await pool(ready, parallel, async (planned) => publishOne(planned, destination, deadline, engine, host));
	const proven = new Set(others.flatMap(({ item }) => item.after));
	const reads = (each) => each.kind === "published" && (each.planned.item.asset !== void 0 || !proven.has(each.planned.item.address));
	const reader = published.some(reads) ? engine.host(destination) : host;
	return {
		outcomes: await pool(published, parallel, async (result) => {
			const { item, release } = result.planned;
			switch (result.kind) {
				case "not started": return {
					item,
					release,
					kind: "not started",
					why: "the run was cancelled"
				};
				case "failed": return {
					item,
					release,
					kind: "failed",
					error: result.error,
					milliseconds: result.milliseconds
				};
				case "kept": return {
					item,
					release,
					kind: "done",
					receipt: result.receipt,
					verdict: {
						ok: true,
						by: item.proof ?? "presence"
					},
					milliseconds: 0
				};
				case "published": {
					const { receipt, milliseconds } = result;
					const verdict = reads(result) ? await verified(receipt, destination, reader, deadline) : {
						ok: true,
						by: "presence"
					};
					if (verdict.ok) return {
						item,
						release,
						kind: "done",
						receipt,
						verdict,
						milliseconds
					};
					return {
						item,
						release,
						kind: "failed",
						error: {
							code: "NOT_VERIFIED",
							message: `${item.address} was written, but reading it back says: ${verdict.why}`,
							hint: "Run it again: it looks first and repairs what differs."
						},
						milliseconds
					};
				}
			}
		}),
		host: reader
	};
}
async function publishOne(planned, destination, deadline, engine, host) {
	const { item } = planned;
	const { clock } = host;
	const { backend, name } = destination;
	if (backend === void 0) throw new Error(`${name} has no backend`);
	const began = clock.now();
	if (host.signal.aborted) return {
		planned,
		kind: "not started"
	};
	if (item.action === "keep" && item.proof !== void 0) {
		const receipt = {
			address: item.address,
			did: "kept",
			size: item.asset?.size ?? 0,
			sha256: item.asset?.sha256 ?? "",
			...item.url === void 0 ? {} : { url: item.url },
			at: new Date(began).toISOString()
		};
		engine.onReceipt(name, receipt, planned);
		return {
			planned,
			kind: "kept",
			receipt
		};
	}
	try {
		const work = backend.publish(item, host);
		const receipt = await withDeadline(clock, Math.max(0, deadline - began), `${name}: ${item.address}`, work);
		engine.onReceipt(name, receipt, planned);
		return {
			planned,
			kind: "published",
			receipt,
			milliseconds: clock.now() - began
		};
	} catch (thrown) {
		return {
			planned,
			kind: "failed",
			error: failureOf(thrown, host),
			milliseconds: clock.now() - began
		};
	}
}
async function verified(receipt, { backend, name }, reader, deadline) {
	if (backend === void 0) throw new Error(`${name} has no backend`);
	try {
		return await withDeadline(reader.clock, Math.max(0, deadline - reader.clock.now()), `${name}: verifying ${receipt.address}`, backend.verify(receipt, reader));
	} catch (thrown) {
		return {
			ok: false,
			why: messageOf(thrown)
		};
	}
}
/** What was thrown, as a report shows it; a bug keeps its stack in the debug log. */
function failureOf(thrown, host) {
	const [mistake] = mistakesOf(thrown) ?? [];
	if (mistake !== void 0) return {
		code: mistake.code,
		message: mistake.message,
		...mistake.hint === void 0 ? {} : { hint: mistake.hint }
	};
	host.log.debug(thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown));
	return {
		code: "UNEXPECTED",
		message: messageOf(thrown),
		hint: "Run it again: what is done is kept."
	};
}

// src/engine/distribute.ts
/** Milliseconds that one destination may take where its configuration says nothing: what a job on a hosted runner may take. */
const destinationTime = 216e5;
/**
* Carries the plans out: each destination starts when all that it needs have succeeded, independent ones run beside each other,
* and what one of them throws stays with it. Answers in the order of the configuration.
*/
async function runDestinations(plans, engine) {
	const running = /* @__PURE__ */ new Map();
	const start = async (plan) => {
		const known = running.get(plan.destination.name);
		if (known !== void 0) return known;
		const outcome = after(plan, plans, start, engine).then((ended) => {
			engine.onOutcome(ended);
			return ended;
		});
		running.set(plan.destination.name, outcome);
		return outcome;
	};
	return Promise.all(plans.map(start));
}
/** Waits for what a destination needs, then runs it, or says by what it is blocked. */
async function after(plan, plans, start, engine) {
	const { destination } = plan;
	if (plan.kind === "skipped") return ended$1(destination, "skipped", plan.why);
	if (plan.kind === "failed") return failedPlan(plan);
	const needed = await Promise.all(plans.filter((each) => destination.needs.includes(each.destination.name)).map(start));
	const wanting = needed.filter(({ status }) => status === "failed" || status === "blocked");
	if (wanting.length > 0) return {
		...ended$1(destination, "blocked", `it needs ${wanting.map(({ name, status }) => `${name}, which ${status === "failed" ? "failed" : "is blocked"}`).join(", and ")}`),
		items: notStarted(plan.items, "blocked")
	};
	const passed = needed.filter(({ status }) => status === "skipped");
	if (passed.length > 0) return {
		...ended$1(destination, "skipped", `it needs ${passed.map(({ name, why }) => `${name}, which was skipped (${why})`).join(", and ")}`),
		items: notStarted(plan.items, "skipped")
	};
	return runDestination(destination, plan.items, engine);
}
const ended$1 = (destination, status, why) => ({
	name: destination.name,
	kind: destination.kind,
	required: destination.required,
	status,
	why,
	items: [],
	milliseconds: 0
});
/** The outcome of a destination whose plan failed. */
function failedPlan({ destination, errors }) {
	const hint = errors.map((error) => error.hint).find((text) => text !== void 0);
	return {
		...ended$1(destination, "failed", errors.map(({ message }) => message).join("; ")),
		...hint === void 0 ? {} : { hint }
	};
}
/** The outcome of a destination that was not begun, with its items. */
function notBegun(plan, status, why) {
	switch (plan.kind) {
		case "planned": return {
			...ended$1(plan.destination, status, why),
			items: notStarted(plan.items, why)
		};
		case "skipped": return ended$1(plan.destination, "skipped", plan.why);
		case "failed": return failedPlan(plan);
	}
}
const notStarted = (items, why) => items.map(({ item, release }) => ({
	kind: "not started",
	item,
	release,
	why
}));
/** Publishes and verifies in waves: an item begins when all that it comes after is done and verified. */
async function runDestination(destination, planned, engine) {
	let host = engine.planned(destination) ?? engine.host(destination);
	const { clock, signal } = host;
	const began = clock.now();
	const deadline = began + (destination.timeout ?? destinationTime);
	const outcomes = /* @__PURE__ */ new Map();
	let left = planned;
	while (left.length > 0) {
		const isDone = (address) => outcomes.get(address)?.kind === "done";
		const ready = left.filter(({ item }) => item.after.every(isDone));
		if (ready.length === 0 || signal.aborted) break;
		const through = await wave({
			destination,
			ready,
			others: left,
			deadline,
			engine,
			host
		});
		host = through.host;
		for (const outcome of through.outcomes) outcomes.set(outcome.item.address, outcome);
		left = left.filter(({ item }) => !outcomes.has(item.address));
	}
	const why = signal.aborted ? "the run was cancelled" : "what it comes after failed";
	const inOrder = planned.flatMap(({ item }) => outcomes.get(item.address) ?? []);
	const items = [...inOrder, ...notStarted(left, why)];
	const failed = items.flatMap((each) => each.kind === "failed" ? [each] : []);
	const [first] = failed;
	const base = {
		...ended$1(destination, "succeeded", ""),
		items,
		milliseconds: clock.now() - began
	};
	if (first !== void 0) {
		const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : "";
		const hint = first.error.hint === void 0 ? {} : { hint: first.error.hint };
		return {
			...base,
			status: "failed",
			why: `${first.error.message}${more}`,
			...hint
		};
	}
	if (left.length === 0) return base;
	const cancelled = `the run was cancelled after ${inOrder.length} of ${planned.length} items`;
	const stuck = `${left.length} items come after one another in a circle`;
	return {
		...base,
		status: "failed",
		why: signal.aborted ? cancelled : stuck
	};
}
/** Whether an outcome of a destination stops the step from succeeding. */
const isFailure = ({ required, status }) => required && (status === "failed" || status === "blocked");

// src/engine/ledger.ts
const receiptSchema = object({
	destination: string().meta({ description: "Name of the destination." }),
	address: string().meta({ description: "What was done, as the destination calls it." }),
	did: _enum([
		"created",
		"replaced",
		"kept"
	]).meta({ description: "`kept`: it was there already." }),
	size: number().meta({ description: "Bytes; 0 for what is no file." }),
	sha256: string().meta({ description: "Lower-case hex; empty for what is no file." }),
	url: string().optional().meta({ description: "Where it can be found." }),
	at: string().meta({ description: "When, ISO 8601, UTC." })
});
/** The receipts file. Keys that a later version adds are passed over, and so are not refused by the schema for others. */
const ledgerSchema = object({
	version: literal(1),
	plan: string().meta({ description: "Digest of the plan that was followed." }),
	run: number().meta({ description: "Id of the workflow run." }),
	attempt: number().meta({ description: "Attempt of the run, from 1." }),
	receipts: array(receiptSchema).meta({ description: "One for each thing that a destination holds now, in the order in which they were done." })
});
const artifactPrefix = "slipway-receipts";
const fileName = "receipts.json";
/**
* The name of the artifact that keeps the receipts of a step. Jobs of one matrix share everything but what they were told to
* distribute, and a name can be taken once in a run, so that goes into it, too.
*/
const ledgerArtifact = (context, scope) => `${artifactPrefix}-${context.attempt}-${scopeKey(context, scope)}`;
function scopeKey({ job, step }, { destinations, packages }) {
	return createHash("sha256").update(JSON.stringify([
		job,
		step,
		destinations,
		packages
	])).digest("hex").slice(0, 8);
}
/** Where the receipts of this job's steps lie, each in a folder of its own: a later step must not write over those of another. */
const ledgerFolder = ({ temporary, runId }) => `${temporary}/slipway/${runId}`;
/** A ledger, without what backends keep for themselves. */
function makeLedger(plan, context, receipts) {
	return {
		version: 1,
		plan,
		run: context.runId,
		attempt: context.attempt,
		receipts: receipts.map(({ destination, receipt: { address, did, size, sha256, url, at } }) => ({
			destination,
			address,
			did,
			size,
			sha256,
			...url === void 0 ? {} : { url },
			at
		}))
	};
}
/** What destinations did already. A later receipt of an address wins. */
function memoryOf(ledgers) {
	const past = /* @__PURE__ */ new Map();
	for (const receipt of ledgers.flatMap(({ receipts }) => receipts).sort((a, b) => compare(a.at, b.at))) past.set(`${receipt.destination} ${receipt.address}`, receipt);
	return (destination) => ({ done: (address) => {
		const receipt = past.get(`${destination} ${address}`);
		if (receipt === void 0) return void 0;
		const { url, sha256, size, at } = receipt;
		return {
			address,
			sha256,
			size,
			at,
			...url === void 0 ? {} : { url }
		};
	} });
}
/**
* The ledgers of earlier attempts: of earlier steps of this job, of this run, and of the run that holds the artifacts. Where they
* cannot be read the run goes on without: a destination that can be asked does not need them, and the log says so.
*/
async function readLedgers(runtime, runs) {
	const ledgers = [];
	const folder = ledgerFolder(runtime.context);
	for (const { name, kind } of await runtime.files.list(folder)) {
		const path = `${folder}/${name}/${fileName}`;
		if (kind === "folder" && (await runtime.files.stat(path))?.kind === "file") ledgers.push(...parse(await runtime.files.text(path), path, runtime));
	}
	const warn = (what, error) => {
		runtime.log.warning(`receipts of ${what} could not be read, so commands without a check may run again: ${messageOf(error)}`);
	};
	for (const run of new Set(runs)) {
		if (run === 0) continue;
		try {
			const { by, artifacts } = await listRunArtifacts(runtime, run);
			for (const artifact of artifacts.filter(isLedger)) try {
				const { artifact: unpacked } = await fetchArtifact(runtime, by, artifact);
				for (const file of unpacked.files.filter(({ name }) => name === fileName)) ledgers.push(...parse(await runtime.files.text(file.path), artifact.name, runtime));
			} catch (error) {
				warn(`run ${run} in ${artifact.name}`, error);
			}
		} catch (error) {
			warn(`run ${run}`, error);
		}
	}
	return ledgers;
}
const isLedger = ({ name, expired }) => name.startsWith(`${artifactPrefix}-`) && !expired;
function parse(text, from, runtime) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		value = void 0;
	}
	const parsed = ledgerSchema.safeParse(value);
	if (parsed.success) return [parsed.data];
	runtime.log.warning(`${from} holds no receipts that this version reads; it is passed over`);
	return [];
}
/** Keeps a ledger: as a file for later steps of this job, and as an artifact for later jobs. Answers the path of the file. */
async function keepLedger(runtime, ledger, scope) {
	const folder = `${ledgerFolder(runtime.context)}/${scopeKey(runtime.context, scope)}`;
	const path = `${folder}/${fileName}`;
	await runtime.files.write(path, `${JSON.stringify(ledger, void 0, 2)}\n`);
	if (runtime.artifacts.missing !== void 0) {
		runtime.log.info(`receipts are kept in ${path} only: ${runtime.artifacts.missing}`);
		return path;
	}
	try {
		await runtime.artifacts.upload(ledgerArtifact(runtime.context, scope), [path], folder);
	} catch (error) {
		runtime.log.warning(`receipts could not be kept as an artifact of the run: ${messageOf(error)}`);
	}
	return path;
}

// src/engine/obstacles.ts
/** Items that will be written to GitHub. */
function writesToGitHub(plans) {
	return plans.flatMap((plan) => plan.kind === "planned" && plan.destination.kind === "github-release" ? plan.items : []).filter(({ item }) => item.action !== "keep").length;
}
/** A plan whose destination has all its secrets: one that is missing shows before the first write, not in the middle. */
function withItsSecrets(plan, host) {
	const { destination } = plan;
	if (plan.kind !== "planned" || plan.items.length === 0) return plan;
	const errors = (destination.backend?.secrets ?? []).flatMap((name) => {
		try {
			host.secret(name);
			return [];
		} catch (thrown) {
			const mistakes = mistakesOf(thrown);
			if (mistakes === void 0) throw thrown;
			return mistakes;
		}
	});
	return errors.length === 0 ? plan : {
		destination,
		kind: "failed",
		errors
	};
}
/** What a dry run ends with: every plan, and nothing begun; what would fail fails. */
function dryOutcomes(plans) {
	return obstacles(plans) ?? plans.map((plan) => notBegun(plan, "skipped", "dry run: nothing was written"));
}
/** The outcomes of a run that must not begin: something could not be planned, or stands in the way. Nothing was written anywhere. */
function obstacles(plans) {
	const culprits = plans.filter((plan) => plan.kind === "failed" && plan.destination.required || conflictsOf([plan]).length > 0);
	if (culprits.length === 0) return void 0;
	const names = culprits.map(({ destination }) => destination.name).join(", ");
	return plans.map((plan) => {
		const conflicts = conflictsOf([plan]);
		if (conflicts.length > 0) return notBegun(plan, "failed", conflicts.map(({ message }) => message).join("; "));
		return notBegun(plan, "blocked", `nothing was written anywhere, because of ${names}`);
	});
}

// src/engine/outcome.ts
function countItems(items) {
	const did = (what) => items.filter((each) => each.kind === "done" && each.receipt.did === what).length;
	return {
		created: did("created"),
		replaced: did("replaced"),
		kept: did("kept"),
		failed: items.filter(({ kind }) => kind === "failed").length
	};
}

// src/report/outputs.ts
/** The outputs of a distribution: the lists of names, the results, and one output per destination. */
function reportOutputs(report, receipts) {
	const named = (status) => JSON.stringify(report.outcomes.filter((each) => each.status === status).map(({ name }) => name));
	return {
		results: JSON.stringify(Object.fromEntries(report.outcomes.map((outcome) => [outcome.name, result(outcome)]))),
		succeeded: named("succeeded"),
		failed: named("failed"),
		blocked: named("blocked"),
		skipped: named("skipped"),
		receipts,
		...Object.fromEntries(report.outcomes.map(({ name, status }) => [name, status]))
	};
}
function result(outcome) {
	return {
		status: outcome.status,
		...countItems(outcome.items),
		url: urlOf(outcome),
		error: outcome.status === "succeeded" || outcome.status === "skipped" ? "" : outcome.why.replace(/\s*[\r\n]+\s*/g, " ")
	};
}
/** Where to look: the address of what is no asset (a release, a page), else that of the first asset. */
function urlOf({ items }) {
	const done = items.flatMap((each) => each.kind === "done" && each.receipt.url !== void 0 ? [{
		url: each.receipt.url,
		asset: each.item.asset
	}] : []);
	return (done.findLast(({ asset }) => asset === void 0) ?? done[0])?.url ?? "";
}

// src/report/retry.ts
/** How to retry destinations, without the others and without a build. Markdown. */
const retryHint = (destinations, { built, current }) => [
	`**Retry ${destinations.length === 1 ? "it alone" : "them"}, without a build:** press **Re-run failed jobs**`,
	` (${code(`gh run rerun ${current} --failed`)}; what is done is kept), or start the retry workflow with`,
	` ${code(`run-id: ${built}`)} and ${code(`destinations: ${destinations.join(",")}`)}.`
].join("");
/** Letters of the reason and of the names: GitHub shows 4,096 of a message, and how to retry must be among them. */
const reasonLimit = 2e3;
const namesLimit = 400;
/** The one message that a failed distribution ends with. */
function failureMessage(outcomes, runId) {
	const failures = outcomes.filter(isFailure);
	const names = (status) => cutText(failures.filter((each) => each.status === status).map(({ name }) => name).join(", "), namesLimit);
	const parts = [names("failed") === "" ? "" : `failed: ${names("failed")}`, names("blocked") === "" ? "" : `blocked: ${names("blocked")}`].filter(Boolean);
	const first = failures.find(({ status }) => status === "failed") ?? failures[0];
	const why = first === void 0 ? "" : ` ${first.name}: ${ended(cutText(first.why, reasonLimit))}${first.hint === void 0 ? "" : ` ${cutText(first.hint, namesLimit)}`}`;
	const all = failures.map(({ name }) => name).join(",");
	const byHand = all.length > namesLimit ? `run-id: ${runId}` : `run-id: ${runId} and destinations: ${all}`;
	return `${parts.join("; ")}.${why} Retry with "Re-run failed jobs", or with ${byHand}.`;
}
const ended = (text) => /[.!?]$/.test(text) ? text : `${text}.`;

// src/report/summary.ts
/** Rows of one destination: more than that nobody reads, and five hundred would fill the page. */
const rowsShown = 100;
/** Rows that stand open: more of them would push the next destination off the screen. What failed always stands open. */
const rowsOpen = 25;
const marks = {
	succeeded: "✅",
	failed: "❌",
	blocked: "⛔",
	skipped: "⏭️"
};
/** What failed stands first. */
const order = [
	"failed",
	"blocked",
	"succeeded",
	"skipped"
];
/** The page of a distribution: a line of totals, then a section per destination. Markdown, below GitHub's limit. */
function renderReport(report, retry) {
	const { outcomes, dryRun } = report;
	const sorted = [...outcomes].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
	const together = outcomes.filter((each) => isFailure(each) || each.status === "blocked").map(({ name }) => name);
	const howTo = ({ name, status }) => {
		if (dryRun || status !== "failed" && status !== "blocked") return void 0;
		return retry(status === "failed" ? [name] : together);
	};
	return fitting([headline(report), ...sorted.map((outcome) => section(outcome, dryRun, howTo(outcome)))]);
}
function headline({ outcomes, dryRun, startedAt, endedAt }) {
	const states = order.flatMap((status) => {
		const count = outcomes.filter((each) => each.status === status).length;
		return count === 0 ? [] : [`${marks[status]} ${count} ${status}`];
	});
	const took = duration(Date.parse(endedAt) - Date.parse(startedAt));
	const of = outcomes.length === 1 ? "of 1 destination" : `of ${outcomes.length} destinations`;
	const items = dryRun ? "" : ` — items: ${counted(outcomes.flatMap((each) => each.items))}; ${took}`;
	return [
		`## Slipway: ${dryRun ? "what would be distributed" : "distribution"}`,
		"",
		outcomes.length === 0 ? "There is no destination." : `**${states.join(" · ")}** ${of}${items}`
	].join("\n");
}
/** What became of items, in words: only what happened. */
function counted(items) {
	const { created, replaced, kept, failed } = countItems(items);
	const waiting = items.filter(({ kind }) => kind === "not started").length;
	const told = [
		[failed, "failed"],
		[created, "created"],
		[replaced, "replaced"],
		[kept, "kept"],
		[waiting, "not started"]
	].filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
	return told.length === 0 ? "nothing was done" : told.join(", ");
}
function section(outcome, dryRun, retry) {
	const { name, kind, status, required, why, hint, items, milliseconds } = outcome;
	const facts = [
		escapeMarkdown(kind),
		required ? "" : "not required",
		dryRun || items.length === 0 ? "" : counted(items),
		milliseconds > 0 ? duration(milliseconds) : ""
	];
	const strong = status === "failed" ? "**" : "";
	return [
		`### ${marks[status]} ${escapeMarkdown(name)}: ${status}`,
		"",
		facts.filter(Boolean).join(" · "),
		...why === "" ? [] : ["", `> ${strong}${escapeMessage(why)}${strong}`],
		...hint === void 0 ? [] : [">", `> ${escapeMessage(hint)}`],
		...retry === void 0 ? [] : ["", retry],
		...tables(items, dryRun)
	].join("\n");
}
/** The items: what failed, what was changed, and folded what needs no eyes. As many rows as are shown of one destination. */
function tables(items, dryRun) {
	const failed = items.filter(({ kind }) => kind === "failed");
	const quiet = items.filter((each) => isQuiet(each, dryRun));
	const changed = items.filter((each) => each.kind !== "failed" && !quiet.includes(each));
	const kept = quiet.filter(({ kind, item }) => kind === "done" || item.action === "keep");
	const waiting = quiet.filter((each) => !kept.includes(each));
	let left = rowsShown;
	const take = (from) => {
		const shown = from.slice(0, left);
		left -= shown.length;
		return shown.map((each) => row(each, dryRun));
	};
	const parts = [];
	const add = (from, columns, title) => {
		const rows = take(from);
		if (from.length === 0) return;
		const cut = from.length - rows.length;
		const more = rows.length === 0 ? `_${cut} ${title ?? "changed"}_` : `_and ${cut} more_`;
		const text = [...rows.length === 0 ? [] : [columns, ...rows], ...cut > 0 ? ["", more] : []].join("\n");
		parts.push("", title === void 0 || rows.length === 0 ? text.trim() : folded(`${from.length} ${title}`, text));
	};
	add(failed, "| | what | why |\n|---|---|---|");
	add(changed, columns, changed.length > rowsOpen ? dryRun ? "would be written" : "created or replaced" : void 0);
	add(kept, columns, dryRun ? "would be kept" : "kept");
	add(waiting, columns, "not started");
	return parts;
}
const columns = "| | what | size | SHA-256 | |\n|---|---|--:|---|---|";
/** Whether an item is as it was, so that nobody has to look at it. */
function isQuiet(outcome, dryRun) {
	switch (outcome.kind) {
		case "done": return outcome.receipt.did === "kept";
		case "failed": return false;
		case "not started": return !dryRun || outcome.item.action === "keep";
	}
}
function row(outcome, dryRun) {
	const { item } = outcome;
	const name = item.asset?.name ?? item.address.slice(item.address.indexOf(":") + 1);
	const size = item.asset === void 0 ? "" : bytes(item.asset.size);
	const digest = item.asset === void 0 ? "" : code(item.asset.sha256.slice(0, 12));
	switch (outcome.kind) {
		case "done": {
			const { receipt, verdict, milliseconds } = outcome;
			const time = milliseconds > 0 ? `, ${duration(milliseconds)}` : "";
			return `| ${receipt.did} | ${link(name, item.early === true ? void 0 : receipt.url)} | ${size} | ${digest} | verified by ${verdict.by}${time} |`;
		}
		case "failed": return `| **failed** | ${wrappable(name)} | ${escapeMessage(outcome.error.message)} |`;
		case "not started": return `| ${dryRun ? `would ${item.action}` : "not started"} | ${wrappable(name)} | ${size} | ${digest} | ${escapeMessage(item.why)} |`;
	}
}

// node_modules/fflate/esm/index.mjs
var require = createRequire("/");
var _a;
var Worker;
var isMarkedAsUntransferable;
try {
	_a = require("worker_threads"), Worker = _a.Worker, isMarkedAsUntransferable = _a.isMarkedAsUntransferable;
} catch (e) {}
var u8 = Uint8Array;
var u16 = Uint16Array;
var i32 = Int32Array;
var fleb = new u8([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	2,
	3,
	3,
	3,
	3,
	4,
	4,
	4,
	4,
	5,
	5,
	5,
	5,
	0,
	0,
	0,
	0
]);
var fdeb = new u8([
	0,
	0,
	0,
	0,
	1,
	1,
	2,
	2,
	3,
	3,
	4,
	4,
	5,
	5,
	6,
	6,
	7,
	7,
	8,
	8,
	9,
	9,
	10,
	10,
	11,
	11,
	12,
	12,
	13,
	13,
	0,
	0
]);
var clim = new u8([
	16,
	17,
	18,
	0,
	8,
	7,
	9,
	6,
	10,
	5,
	11,
	4,
	12,
	3,
	13,
	2,
	14,
	1,
	15
]);
var freb = function(eb, start) {
	var b = new u16(31);
	for (var i = 0; i < 31; ++i) b[i] = start += 1 << eb[i - 1];
	var r = new i32(b[30]);
	for (var i = 1; i < 30; ++i) for (var j = b[i]; j < b[i + 1]; ++j) r[j] = j - b[i] << 5 | i;
	return {
		b,
		r
	};
};
var _a = freb(fleb, 2);
var fl = _a.b;
var revfl = _a.r;
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0);
var fd = _b.b;
var revfd = _b.r;
var rev = new u16(32768);
for (var i = 0; i < 32768; ++i) {
	var x = (i & 43690) >> 1 | (i & 21845) << 1;
	x = (x & 52428) >> 2 | (x & 13107) << 2;
	x = (x & 61680) >> 4 | (x & 3855) << 4;
	rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
}
var hMap = (function(cd, mb, r) {
	var s = cd.length;
	var i = 0;
	var l = new u16(mb);
	for (; i < s; ++i) if (cd[i]) ++l[cd[i] - 1];
	var le = new u16(mb);
	for (i = 1; i < mb; ++i) le[i] = le[i - 1] + l[i - 1] << 1;
	var co;
	if (r) {
		co = new u16(1 << mb);
		var rvb = 15 - mb;
		for (i = 0; i < s; ++i) if (cd[i]) {
			var sv = i << 4 | cd[i];
			var r_1 = mb - cd[i];
			var v = le[cd[i] - 1]++ << r_1;
			for (var m = v | (1 << r_1) - 1; v <= m; ++v) co[rev[v] >> rvb] = sv;
		}
	} else {
		co = new u16(s);
		for (i = 0; i < s; ++i) if (cd[i]) co[i] = rev[le[cd[i] - 1]++] >> 15 - cd[i];
	}
	return co;
});
var flt = new u8(288);
for (var i = 0; i < 144; ++i) flt[i] = 8;
for (var i = 144; i < 256; ++i) flt[i] = 9;
for (var i = 256; i < 280; ++i) flt[i] = 7;
for (var i = 280; i < 288; ++i) flt[i] = 8;
var fdt = new u8(32);
for (var i = 0; i < 32; ++i) fdt[i] = 5;
var flm = /*#__PURE__*/ hMap(flt, 9, 0);
var fdm = /*#__PURE__*/ hMap(fdt, 5, 0);
var shft = function(p) {
	return (p + 7) / 8 | 0;
};
var slc = function(v, s, e) {
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	return new u8(v.subarray(s, e));
};
var ec = [
	"unexpected EOF",
	"invalid block type",
	"invalid length/literal",
	"invalid distance",
	"stream finished",
	"no stream handler",
	,
	"no callback",
	"invalid UTF-8 data",
	"extra field too long",
	"date not in range 1980-2099",
	"filename too long",
	"stream finishing",
	"invalid zip data"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var wbits = function(d, p, v) {
	v <<= p & 7;
	var o = p / 8 | 0;
	d[o] |= v;
	d[o + 1] |= v >> 8;
};
var wbits16 = function(d, p, v) {
	v <<= p & 7;
	var o = p / 8 | 0;
	d[o] |= v;
	d[o + 1] |= v >> 8;
	d[o + 2] |= v >> 16;
};
var hTree = function(d, mb) {
	var t = [];
	for (var i = 0; i < d.length; ++i) if (d[i]) t.push({
		s: i,
		f: d[i]
	});
	var s = t.length;
	var t2 = t.slice();
	if (!s) return {
		t: et,
		l: 0
	};
	if (s == 1) {
		var v = new u8(t[0].s + 1);
		v[t[0].s] = 1;
		return {
			t: v,
			l: 1
		};
	}
	t.sort(function(a, b) {
		return a.f - b.f;
	});
	t.push({
		s: -1,
		f: 25001
	});
	var l = t[0], r = t[1], i0 = 0, i1 = 1, i2 = 2;
	t[0] = {
		s: -1,
		f: l.f + r.f,
		l,
		r
	};
	while (i1 != s - 1) {
		l = t[t[i0].f < t[i2].f ? i0++ : i2++];
		r = t[i0 != i1 && t[i0].f < t[i2].f ? i0++ : i2++];
		t[i1++] = {
			s: -1,
			f: l.f + r.f,
			l,
			r
		};
	}
	var maxSym = t2[0].s;
	for (var i = 1; i < s; ++i) if (t2[i].s > maxSym) maxSym = t2[i].s;
	var tr = new u16(maxSym + 1);
	var mbt = ln(t[i1 - 1], tr, 0);
	if (mbt > mb) {
		var i = 0, dt = 0;
		var lft = mbt - mb, cst = 1 << lft;
		t2.sort(function(a, b) {
			return tr[b.s] - tr[a.s] || a.f - b.f;
		});
		for (; i < s; ++i) {
			var i2_1 = t2[i].s;
			if (tr[i2_1] > mb) {
				dt += cst - (1 << mbt - tr[i2_1]);
				tr[i2_1] = mb;
			} else break;
		}
		dt >>= lft;
		while (dt > 0) {
			var i2_2 = t2[i].s;
			if (tr[i2_2] < mb) dt -= 1 << mb - tr[i2_2]++ - 1;
			else ++i;
		}
		for (; i >= 0 && dt; --i) {
			var i2_3 = t2[i].s;
			if (tr[i2_3] == mb) {
				--tr[i2_3];
				++dt;
			}
		}
		mbt = mb;
	}
	return {
		t: new u8(tr),
		l: mbt
	};
};
var ln = function(n, l, d) {
	return n.s == -1 ? Math.max(ln(n.l, l, d + 1), ln(n.r, l, d + 1)) : l[n.s] = d;
};
var lc = function(c) {
	var s = c.length;
	while (s && !c[--s]);
	var cl = new u16(++s);
	var cli = 0, cln = c[0], cls = 1;
	var w = function(v) {
		cl[cli++] = v;
	};
	for (var i = 1; i <= s; ++i) if (c[i] == cln && i != s) ++cls;
	else {
		if (!cln && cls > 2) {
			for (; cls > 138; cls -= 138) w(32754);
			if (cls > 2) {
				w(cls > 10 ? cls - 11 << 5 | 28690 : cls - 3 << 5 | 12305);
				cls = 0;
			}
		} else if (cls > 3) {
			w(cln), --cls;
			for (; cls > 6; cls -= 6) w(8304);
			if (cls > 2) w(cls - 3 << 5 | 8208), cls = 0;
		}
		while (cls--) w(cln);
		cls = 1;
		cln = c[i];
	}
	return {
		c: cl.subarray(0, cli),
		n: s
	};
};
var clen = function(cf, cl) {
	var l = 0;
	for (var i = 0; i < cl.length; ++i) l += cf[i] * cl[i];
	return l;
};
var wfblk = function(out, pos, dat) {
	var s = dat.length;
	var o = shft(pos + 2);
	out[o] = s & 255;
	out[o + 1] = s >> 8;
	out[o + 2] = out[o] ^ 255;
	out[o + 3] = out[o + 1] ^ 255;
	for (var i = 0; i < s; ++i) out[o + i + 4] = dat[i];
	return (o + 4 + s) * 8;
};
var wblk = function(dat, out, final, syms, lf, df, eb, li, bs, bl, p) {
	wbits(out, p++, final);
	++lf[256];
	var _a = hTree(lf, 15), dlt = _a.t, mlb = _a.l;
	var _b = hTree(df, 15), ddt = _b.t, mdb = _b.l;
	var _c = lc(dlt), lclt = _c.c, nlc = _c.n;
	var _d = lc(ddt), lcdt = _d.c, ndc = _d.n;
	var lcfreq = new u16(19);
	for (var i = 0; i < lclt.length; ++i) ++lcfreq[lclt[i] & 31];
	for (var i = 0; i < lcdt.length; ++i) ++lcfreq[lcdt[i] & 31];
	var _e = hTree(lcfreq, 7), lct = _e.t, mlcb = _e.l;
	var nlcc = 19;
	for (; nlcc > 4 && !lct[clim[nlcc - 1]]; --nlcc);
	var flen = bl + 5 << 3;
	var ftlen = clen(lf, flt) + clen(df, fdt) + eb;
	var dtlen = clen(lf, dlt) + clen(df, ddt) + eb + 14 + 3 * nlcc + clen(lcfreq, lct) + 2 * lcfreq[16] + 3 * lcfreq[17] + 7 * lcfreq[18];
	if (bs >= 0 && flen <= ftlen && flen <= dtlen) return wfblk(out, p, dat.subarray(bs, bs + bl));
	var lm, ll, dm, dl;
	wbits(out, p, 1 + (dtlen < ftlen)), p += 2;
	if (dtlen < ftlen) {
		lm = hMap(dlt, mlb, 0), ll = dlt, dm = hMap(ddt, mdb, 0), dl = ddt;
		var llm = hMap(lct, mlcb, 0);
		wbits(out, p, nlc - 257);
		wbits(out, p + 5, ndc - 1);
		wbits(out, p + 10, nlcc - 4);
		p += 14;
		for (var i = 0; i < nlcc; ++i) wbits(out, p + 3 * i, lct[clim[i]]);
		p += 3 * nlcc;
		var lcts = [lclt, lcdt];
		for (var it = 0; it < 2; ++it) {
			var clct = lcts[it];
			for (var i = 0; i < clct.length; ++i) {
				var len = clct[i] & 31;
				wbits(out, p, llm[len]), p += lct[len];
				if (len > 15) wbits(out, p, clct[i] >> 5 & 127), p += clct[i] >> 12;
			}
		}
	} else lm = flm, ll = flt, dm = fdm, dl = fdt;
	for (var i = 0; i < li; ++i) {
		var sym = syms[i];
		if (sym > 255) {
			var len = sym >> 18 & 31;
			wbits16(out, p, lm[len + 257]), p += ll[len + 257];
			if (len > 7) wbits(out, p, sym >> 23 & 31), p += fleb[len];
			var dst = sym & 31;
			wbits16(out, p, dm[dst]), p += dl[dst];
			if (dst > 3) wbits16(out, p, sym >> 5 & 8191), p += fdeb[dst];
		} else wbits16(out, p, lm[sym]), p += ll[sym];
	}
	wbits16(out, p, lm[256]);
	return p + ll[256];
};
var deo = /*#__PURE__*/ new i32([
	65540,
	131080,
	131088,
	131104,
	262176,
	1048704,
	1048832,
	2114560,
	2117632
]);
var et = /*#__PURE__*/ new u8(0);
var dflt = function(dat, lvl, plvl, pre, post, st) {
	var s = st.z || dat.length;
	var o = new u8(pre + s + 5 * (1 + Math.ceil(s / 7e3)) + post);
	var w = o.subarray(pre, o.length - post);
	var lst = st.l;
	var pos = (st.r || 0) & 7;
	if (lvl) {
		if (pos) w[0] = st.r >> 3;
		var opt = deo[lvl - 1];
		var n = opt >> 13, c = opt & 8191;
		var msk_1 = (1 << plvl) - 1;
		var prev = st.p || new u16(32768), head = st.h || new u16(msk_1 + 1);
		var bs1_1 = Math.ceil(plvl / 3), bs2_1 = 2 * bs1_1;
		var hsh = function(i) {
			return (dat[i] ^ dat[i + 1] << bs1_1 ^ dat[i + 2] << bs2_1) & msk_1;
		};
		var syms = new i32(25e3);
		var lf = new u16(288), df = new u16(32);
		var lc_1 = 0, eb = 0, i = st.i || 0, li = 0, wi = st.w || 0, bs = 0;
		for (; i + 2 < s; ++i) {
			var hv = hsh(i);
			var imod = i & 32767, pimod = head[hv];
			prev[imod] = pimod;
			head[hv] = imod;
			if (wi <= i) {
				var rem = s - i;
				if ((lc_1 > 7e3 || li > 24576) && (rem > 423 || !lst)) {
					pos = wblk(dat, w, 0, syms, lf, df, eb, li, bs, i - bs, pos);
					li = lc_1 = eb = 0, bs = i;
					for (var j = 0; j < 286; ++j) lf[j] = 0;
					for (var j = 0; j < 30; ++j) df[j] = 0;
				}
				var l = 2, d = 0, ch_1 = c, dif = imod - pimod & 32767;
				if (rem > 2 && hv == hsh(i - dif)) {
					var maxn = Math.min(n, rem) - 1;
					var maxd = Math.min(32767, i);
					var ml = Math.min(258, rem);
					while (dif <= maxd && --ch_1 && imod != pimod) {
						if (dat[i + l] == dat[i + l - dif]) {
							var nl = 0;
							for (; nl < ml && dat[i + nl] == dat[i + nl - dif]; ++nl);
							if (nl > l) {
								l = nl, d = dif;
								if (nl > maxn) break;
								var mmd = Math.min(dif, nl - 2);
								var md = 0;
								for (var j = 0; j < mmd; ++j) {
									var ti = i - dif + j & 32767;
									var cd = ti - prev[ti] & 32767;
									if (cd > md) md = cd, pimod = ti;
								}
							}
						}
						imod = pimod, pimod = prev[imod];
						dif += imod - pimod & 32767;
					}
				}
				if (d) {
					syms[li++] = 268435456 | revfl[l] << 18 | revfd[d];
					var lin = revfl[l] & 31, din = revfd[d] & 31;
					eb += fleb[lin] + fdeb[din];
					++lf[257 + lin];
					++df[din];
					wi = i + l;
					++lc_1;
				} else {
					syms[li++] = dat[i];
					++lf[dat[i]];
				}
			}
		}
		for (i = Math.max(i, wi); i < s; ++i) {
			syms[li++] = dat[i];
			++lf[dat[i]];
		}
		pos = wblk(dat, w, lst, syms, lf, df, eb, li, bs, i - bs, pos);
		if (!lst) {
			st.r = pos & 7 | w[pos / 8 | 0] << 3;
			pos -= 7;
			st.h = head, st.p = prev, st.i = i, st.w = wi;
		}
	} else {
		for (var i = st.w || 0; i < s + lst; i += 65535) {
			var e = i + 65535;
			if (e >= s) {
				w[pos / 8 | 0] = lst;
				e = s;
			}
			pos = wfblk(w, pos + 1, dat.subarray(i, e));
		}
		st.i = s;
	}
	return slc(o, 0, pre + shft(pos) + post);
};
var crct = /*#__PURE__*/ (function() {
	var t = /* @__PURE__ */ new Int32Array(256);
	for (var i = 0; i < 256; ++i) {
		var c = i, k = 9;
		while (--k) c = (c & 1 && -306674912) ^ c >>> 1;
		t[i] = c;
	}
	return t;
})();
var crc = function() {
	var c = -1;
	return {
		p: function(d) {
			var cr = c;
			for (var i = 0; i < d.length; ++i) cr = crct[cr & 255 ^ d[i]] ^ cr >>> 8;
			c = cr;
		},
		d: function() {
			return ~c;
		}
	};
};
var dopt = function(dat, opt, pre, post, st) {
	if (!st) {
		st = { l: 1 };
		if (opt.dictionary) {
			var dict = opt.dictionary.subarray(-32768);
			var newDat = new u8(dict.length + dat.length);
			newDat.set(dict);
			newDat.set(dat, dict.length);
			dat = newDat;
			st.w = dict.length;
		}
	}
	return dflt(dat, opt.level == null ? 6 : opt.level, opt.mem == null ? st.l ? Math.ceil(Math.max(8, Math.min(13, Math.log(dat.length))) * 1.5) : 20 : 12 + opt.mem, pre, post, st);
};
var mrg = function(a, b) {
	var o = {};
	for (var k in a) o[k] = a[k];
	for (var k in b) o[k] = b[k];
	return o;
};
var wbytes = function(d, b, v) {
	for (; v; ++b) d[b] = v, v >>>= 8;
};
var gzh = function(c, o) {
	var fn = o.filename;
	c[0] = 31, c[1] = 139, c[2] = 8, c[8] = o.level < 2 ? 4 : o.level == 9 ? 2 : 0, c[9] = 3;
	if (o.mtime != 0) wbytes(c, 4, Math.floor(new Date(o.mtime || Date.now()) / 1e3));
	if (fn) {
		c[3] = 8;
		for (var i = 0; i <= fn.length; ++i) c[i + 10] = fn.charCodeAt(i);
	}
};
var gzhl = function(o) {
	return 10 + (o.filename ? o.filename.length + 1 : 0);
};
/**
* Streaming DEFLATE compression
*/
var Deflate = /* @__PURE__ */ function() {
	function Deflate(opts, cb) {
		if (typeof opts == "function") cb = opts, opts = {};
		this.ondata = cb;
		this.o = opts || {};
		this.s = {
			l: 0,
			i: 32768,
			w: 32768,
			z: 32768
		};
		this.b = new u8(98304);
		if (this.o.dictionary) {
			var dict = this.o.dictionary.subarray(-32768);
			this.b.set(dict, 32768 - dict.length);
			this.s.i = 32768 - dict.length;
		}
	}
	Deflate.prototype.p = function(c, f) {
		this.ondata(dopt(c, this.o, 0, 0, this.s), f);
	};
	/**
	* Pushes a chunk to be deflated
	* @param chunk The chunk to push
	* @param final Whether this is the last chunk
	*/
	Deflate.prototype.push = function(chunk, final) {
		if (!this.ondata) err(5);
		if (this.s.l) err(4);
		var endLen = chunk.length + this.s.z;
		if (endLen > this.b.length) {
			if (endLen > 2 * this.b.length - 32768) {
				var newBuf = new u8(endLen & -32768);
				newBuf.set(this.b.subarray(0, this.s.z));
				this.b = newBuf;
			}
			var split = this.b.length - this.s.z;
			this.b.set(chunk.subarray(0, split), this.s.z);
			this.s.z = this.b.length;
			this.p(this.b, false);
			this.b.set(this.b.subarray(-32768));
			this.b.set(chunk.subarray(split), 32768);
			this.s.z = chunk.length - split + 32768;
			this.s.i = 32766, this.s.w = 32768;
		} else {
			this.b.set(chunk, this.s.z);
			this.s.z += chunk.length;
		}
		this.s.l = final & 1;
		if (this.s.z > this.s.w + 8191 || final) {
			this.p(this.b, final || false);
			this.s.w = this.s.i, this.s.i -= 2;
		}
		if (final) {
			this.s = this.o = {};
			this.b = et;
		}
	};
	/**
	* Flushes buffered uncompressed data. Useful to immediately retrieve the
	* deflated output for small inputs.
	* @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
	*             extra bytes, but guarantees all pushed data is immediately
	*             decompressible. A separate DEFLATE stream may be concatenated
	*             with the current output after a sync flush.
	*/
	Deflate.prototype.flush = function(sync) {
		if (!this.ondata) err(5);
		if (this.s.l) err(4);
		this.p(this.b, false);
		this.s.w = this.s.i, this.s.i -= 2;
		if (sync) {
			var c = new u8(6);
			c[0] = this.s.r >> 3;
			var ep = wfblk(c, this.s.r, et);
			this.s.r = 0;
			this.ondata(c.subarray(0, ep >> 3), false);
		}
	};
	return Deflate;
}();
/**
* Streaming GZIP compression
*/
var Gzip = /* @__PURE__ */ function() {
	function Gzip(opts, cb) {
		this.c = crc();
		this.l = 0;
		this.v = 1;
		Deflate.call(this, opts, cb);
	}
	/**
	* Pushes a chunk to be GZIPped
	* @param chunk The chunk to push
	* @param final Whether this is the last chunk
	*/
	Gzip.prototype.push = function(chunk, final) {
		this.c.p(chunk);
		this.l += chunk.length;
		Deflate.prototype.push.call(this, chunk, final);
	};
	Gzip.prototype.p = function(c, f) {
		var raw = dopt(c, this.o, this.v && gzhl(this.o), f && 8, this.s);
		if (this.v) gzh(raw, this.o), this.v = 0;
		if (f) wbytes(raw, raw.length - 8, this.c.d()), wbytes(raw, raw.length - 4, this.l);
		this.ondata(raw, f);
	};
	/**
	* Flushes buffered uncompressed data. Useful to immediately retrieve the
	* GZIPped output for small inputs.
	* @param sync Whether to flush to a byte boundary. A sync flush takes 4-5
	*             extra bytes, but guarantees all pushed data is immediately
	*             decompressible.
	*/
	Gzip.prototype.flush = function(sync) {
		Deflate.prototype.flush.call(this, sync);
	};
	return Gzip;
}();
var te = typeof TextEncoder != "undefined" && /*#__PURE__*/ new TextEncoder();
var td = typeof TextDecoder != "undefined" && /*#__PURE__*/ new TextDecoder();
var tds = 0;
try {
	td.decode(et, { stream: true });
	tds = 1;
} catch (e) {}
/**
* Converts a string into a Uint8Array for use with compression/decompression methods
* @param str The string to encode
* @param latin1 Whether or not to interpret the data as Latin-1. This should
*               not need to be true unless decoding a binary string.
* @returns The string encoded in UTF-8/Latin-1 binary
*/
function strToU8(str, latin1) {
	if (latin1) {
		var ar_1 = new u8(str.length);
		for (var i = 0; i < str.length; ++i) ar_1[i] = str.charCodeAt(i);
		return ar_1;
	}
	if (te) return te.encode(str);
	var l = str.length;
	var ar = new u8(str.length + (str.length >> 1));
	var ai = 0;
	var w = function(v) {
		ar[ai++] = v;
	};
	for (var i = 0; i < l; ++i) {
		if (ai + 5 > ar.length) {
			var n = new u8(ai + 8 + (l - i << 1));
			n.set(ar);
			ar = n;
		}
		var c = str.charCodeAt(i);
		if (c < 128 || latin1) w(c);
		else if (c < 2048) w(192 | c >> 6), w(128 | c & 63);
		else if (c > 55295 && c < 57344) c = 65536 + (c & 1047552) | str.charCodeAt(++i) & 1023, w(240 | c >> 18), w(128 | c >> 12 & 63), w(128 | c >> 6 & 63), w(128 | c & 63);
		else w(224 | c >> 12), w(128 | c >> 6 & 63), w(128 | c & 63);
	}
	return slc(ar, 0, ai);
}
var dbf = function(l) {
	return l == 1 ? 3 : l < 6 ? 2 : l == 9 ? 1 : 0;
};
var exfl = function(ex) {
	var le = 0;
	if (ex) for (var k in ex) {
		var l = ex[k].length;
		if (l > 65535) err(9);
		le += l + 4;
	}
	return le;
};
var wzh = function(d, b, f, fn, u, c, ce, co) {
	var fl = fn.length, ex = f.extra, col = co && co.length;
	var exl = exfl(ex);
	wbytes(d, b, ce != null ? 33639248 : 67324752), b += 4;
	if (ce != null) d[b++] = 20, d[b++] = f.os;
	d[b] = 20, b += 2;
	d[b++] = f.flag << 1 | (c < 0 && 8), d[b++] = u && 8;
	d[b++] = f.compression & 255, d[b++] = f.compression >> 8;
	var dt = new Date(f.mtime == null ? Date.now() : f.mtime), y = dt.getFullYear() - 1980;
	if (y < 0 || y > 119) err(10);
	wbytes(d, b, y << 25 | dt.getMonth() + 1 << 21 | dt.getDate() << 16 | dt.getHours() << 11 | dt.getMinutes() << 5 | dt.getSeconds() >> 1), b += 4;
	if (c != -1) {
		wbytes(d, b, f.crc);
		wbytes(d, b + 4, c < 0 ? -c - 2 : c);
		wbytes(d, b + 8, f.size);
	}
	wbytes(d, b + 12, fl);
	wbytes(d, b + 14, exl), b += 16;
	if (ce != null) {
		wbytes(d, b, col);
		wbytes(d, b + 6, f.attrs);
		wbytes(d, b + 10, ce), b += 14;
	}
	d.set(fn, b);
	b += fl;
	if (exl) for (var k in ex) {
		var exf = ex[k], l = exf.length;
		wbytes(d, b, +k);
		wbytes(d, b + 2, l);
		d.set(exf, b + 4), b += 4 + l;
	}
	if (col) d.set(co, b), b += col;
	return b;
};
var wzf = function(o, b, c, d, e) {
	wbytes(o, b, 101010256);
	wbytes(o, b + 8, c);
	wbytes(o, b + 10, c);
	wbytes(o, b + 12, d);
	wbytes(o, b + 16, e);
};
/**
* A pass-through stream to keep data uncompressed in a ZIP archive.
*/
var ZipPassThrough = /* @__PURE__ */ function() {
	/**
	* Creates a pass-through stream that can be added to ZIP archives
	* @param filename The filename to associate with this data stream
	*/
	function ZipPassThrough(filename) {
		this.filename = filename;
		this.c = crc();
		this.size = 0;
		this.compression = 0;
	}
	/**
	* Processes a chunk and pushes to the output stream. You can override this
	* method in a subclass for custom behavior, but by default this passes
	* the data through. You must call this.ondata(err, chunk, final) at some
	* point in this method.
	* @param chunk The chunk to process
	* @param final Whether this is the last chunk
	*/
	ZipPassThrough.prototype.process = function(chunk, final) {
		this.ondata(null, chunk, final);
	};
	/**
	* Pushes a chunk to be added. If you are subclassing this with a custom
	* compression algorithm, note that you must push data from the source
	* file only, pre-compression.
	* @param chunk The chunk to push
	* @param final Whether this is the last chunk
	*/
	ZipPassThrough.prototype.push = function(chunk, final) {
		if (!this.ondata) err(5);
		this.c.p(chunk);
		this.size += chunk.length;
		if (final) this.crc = this.c.d();
		this.process(chunk, final || false);
	};
	return ZipPassThrough;
}();
/**
* Streaming DEFLATE compression for ZIP archives. Prefer using AsyncZipDeflate
* for better performance
*/
var ZipDeflate = /* @__PURE__ */ function() {
	/**
	* Creates a DEFLATE stream that can be added to ZIP archives
	* @param filename The filename to associate with this data stream
	* @param opts The compression options
	*/
	function ZipDeflate(filename, opts) {
		var _this = this;
		if (!opts) opts = {};
		ZipPassThrough.call(this, filename);
		this.d = new Deflate(opts, function(dat, final) {
			_this.ondata(null, dat, final);
		});
		this.compression = 8;
		this.flag = dbf(opts.level);
	}
	ZipDeflate.prototype.process = function(chunk, final) {
		try {
			this.d.push(chunk, final);
		} catch (e) {
			this.ondata(e, null, final);
		}
	};
	/**
	* Pushes a chunk to be deflated
	* @param chunk The chunk to push
	* @param final Whether this is the last chunk
	*/
	ZipDeflate.prototype.push = function(chunk, final) {
		ZipPassThrough.prototype.push.call(this, chunk, final);
	};
	return ZipDeflate;
}();
/**
* A zippable archive to which files can incrementally be added
*/
var Zip = /* @__PURE__ */ function() {
	/**
	* Creates an empty ZIP archive to which files can be added
	* @param cb The callback to call whenever data for the generated ZIP archive
	*           is available
	*/
	function Zip(cb) {
		this.ondata = cb;
		this.u = [];
		this.d = 1;
	}
	/**
	* Adds a file to the ZIP archive
	* @param file The file stream to add
	*/
	Zip.prototype.add = function(file) {
		var _this = this;
		if (!this.ondata) err(5);
		if (this.d & 2) this.ondata(err(4 + (this.d & 1) * 8, 0, 1), null, false);
		else {
			var f = strToU8(file.filename), fl_1 = f.length;
			var com = file.comment, o = com && strToU8(com);
			var u = fl_1 != file.filename.length || o && com.length != o.length;
			var hl_1 = fl_1 + exfl(file.extra) + 30;
			if (fl_1 > 65535) this.ondata(err(11, 0, 1), null, false);
			var header = new u8(hl_1);
			wzh(header, 0, file, f, u, -1);
			var chks_1 = [header];
			var pAll_1 = function() {
				for (var _i = 0, chks_2 = chks_1; _i < chks_2.length; _i++) {
					var chk = chks_2[_i];
					_this.ondata(null, chk, false);
				}
				chks_1 = [];
			};
			var tr_1 = this.d;
			this.d = 0;
			var ind_1 = this.u.length;
			var uf_1 = mrg(file, {
				f,
				u,
				o,
				t: function() {
					if (file.terminate) file.terminate();
				},
				r: function() {
					pAll_1();
					if (tr_1) {
						var nxt = _this.u[ind_1 + 1];
						if (nxt) nxt.r();
						else _this.d = 1;
					}
					tr_1 = 1;
				}
			});
			var cl_1 = 0;
			file.ondata = function(err, dat, final) {
				if (err) {
					_this.ondata(err, dat, final);
					_this.terminate();
				} else {
					cl_1 += dat.length;
					chks_1.push(dat);
					if (final) {
						var dd = new u8(16);
						wbytes(dd, 0, 134695760);
						wbytes(dd, 4, file.crc);
						wbytes(dd, 8, cl_1);
						wbytes(dd, 12, file.size);
						chks_1.push(dd);
						uf_1.c = cl_1, uf_1.b = hl_1 + cl_1 + 16, uf_1.crc = file.crc, uf_1.size = file.size;
						if (tr_1) uf_1.r();
						tr_1 = 1;
					} else if (tr_1) pAll_1();
				}
			};
			this.u.push(uf_1);
		}
	};
	/**
	* Ends the process of adding files and prepares to emit the final chunks.
	* This *must* be called after adding all desired files for the resulting
	* ZIP file to work properly.
	*/
	Zip.prototype.end = function() {
		var _this = this;
		if (this.d & 2) {
			this.ondata(err(4 + (this.d & 1) * 8, 0, 1), null, true);
			return;
		}
		if (this.d) this.e();
		else this.u.push({
			r: function() {
				if (!(_this.d & 1)) return;
				_this.u.splice(-1, 1);
				_this.e();
			},
			t: function() {}
		});
		this.d = 3;
	};
	Zip.prototype.e = function() {
		var bt = 0, l = 0, tl = 0;
		for (var _i = 0, _a = this.u; _i < _a.length; _i++) {
			var f = _a[_i];
			tl += 46 + f.f.length + exfl(f.extra) + (f.o ? f.o.length : 0);
		}
		var out = new u8(tl + 22);
		for (var _b = 0, _c = this.u; _b < _c.length; _b++) {
			var f = _c[_b];
			wzh(out, bt, f, f.f, f.u, -f.c - 2, l, f.o);
			bt += 46 + f.f.length + exfl(f.extra) + (f.o ? f.o.length : 0), l += f.b;
		}
		wzf(out, bt, this.u.length, tl, l);
		this.ondata(null, out, true);
		this.d = 2;
	};
	/**
	* A method to terminate any internal workers used by the stream. Subsequent
	* calls to add() will fail.
	*/
	Zip.prototype.terminate = function() {
		for (var _i = 0, _a = this.u; _i < _a.length; _i++) _a[_i].t();
		this.d = 2;
	};
	return Zip;
}();

// src/assets/compress-gzip.ts
/** 9 takes a fifth longer to pack a program 0.1 % tighter. */
const LEVEL$1 = 6;
/**
* Compresses to gzip (RFC 1952). Written in JavaScript on purpose: the zlib inside Node picks other code paths, and
* so other bytes, from one processor to the next.
*/
async function* gzip(source) {
	let ready = [];
	const encoder = new Gzip({
		level: LEVEL$1,
		mtime: 0
	}, (bytes) => ready.push(bytes));
	const take = () => {
		const taken = ready;
		ready = [];
		return taken;
	};
	for await (const chunk of source) {
		encoder.push(chunk);
		yield* take();
	}
	encoder.push(/* @__PURE__ */ new Uint8Array(0), true);
	yield* take();
}

// src/host/liblzma-wasm.ts
async function liblzmaWasm() {
	const { default: bytes } = await import("./liblzma2.js");
	return bytes;
}

// src/assets/compress-xz.ts
/** The preset of `xz` itself: 8 MiB of dictionary, so that unpacking takes 9 MiB of memory. */
const PRESET = 6;
const BUFFER = 65536;
/** `lzma_stream` of liblzma's `lzma/base.h`, as a 32-bit machine lays it out: offsets and size in bytes. */
const STREAM = {
	nextIn: 0,
	availIn: 4,
	nextOut: 16,
	availOut: 20,
	size: 96
};
/** Values of `lzma/base.h` and `lzma/check.h`. */
const OK = 0;
const STREAM_END = 1;
const RUN = 0;
const FINISH = 3;
const CRC64 = 4;
/**
* Compresses to xz with one thread and a CRC-64, by liblzma as WebAssembly: the same bytes on every processor.
*
* Each archive has an encoder of its own, of 94 MiB, that goes when the archive is done.
*/
async function* xz(source) {
	const [{ default: createLiblzma }, wasmBinary] = await Promise.all([import("./liblzma.js"), liblzmaWasm()]);
	const lzma = await createLiblzma({ wasmBinary });
	const [stream, input, output] = [
		allocate(lzma, STREAM.size),
		allocate(lzma, BUFFER),
		allocate(lzma, BUFFER)
	];
	lzma.HEAPU8.fill(0, stream, stream + STREAM.size);
	check(lzma._lzma_easy_encoder(stream, PRESET, CRC64));
	const run = function* (bytes, action) {
		lzma.HEAPU8.set(bytes, input);
		lzma.setValue(stream + STREAM.nextIn, input, "i32");
		lzma.setValue(stream + STREAM.availIn, bytes.length, "i32");
		for (;;) {
			lzma.setValue(stream + STREAM.nextOut, output, "i32");
			lzma.setValue(stream + STREAM.availOut, BUFFER, "i32");
			const status = lzma._lzma_code(stream, action);
			const produced = BUFFER - lzma.getValue(stream + STREAM.availOut, "i32");
			if (produced > 0) yield lzma.HEAPU8.slice(output, output + produced);
			if (status === STREAM_END) return;
			check(status);
			if (action === RUN && produced < BUFFER && lzma.getValue(stream + STREAM.availIn, "i32") === 0) return;
		}
	};
	for await (const chunk of source) for (let start = 0; start < chunk.length; start += BUFFER) yield* run(chunk.subarray(start, start + BUFFER), RUN);
	yield* run(/* @__PURE__ */ new Uint8Array(0), FINISH);
}
function allocate(lzma, size) {
	const pointer = lzma._malloc(size);
	if (pointer === 0) throw new Error(`xz: no memory for ${size} bytes`);
	return pointer;
}
function check(status) {
	if (status !== OK) throw new Error(`xz: liblzma answered ${status}`);
}

// src/assets/compress-zstd.ts
/** 19 packs a program of 40 MB 9 % tighter, in nine times the time; whoever wants that is better served by xz. */
const LEVEL = 12;
/** The WebAssembly encoder holds input and output at once, in at most 2 GiB. */
const IN_MEMORY = 805306368;
/** Once: the library's second `init` breaks what it has. */
let loading;
/**
* Compresses to one zstd frame (RFC 8878).
*
* Node 22.15 and newer stream it. Older ones hold the whole input in memory and make other, equally valid bytes.
* @throws UserError `ARCHIVE_TOO_LARGE` on such an older Node for more than 768 MiB of input.
*/
function zstd(source) {
	return "createZstdCompress" in zlib ? streamed(source) : inMemory(source);
}
async function* streamed(source) {
	const { ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants;
	const encoder = zlib.createZstdCompress({ params: {
		[ZSTD_c_compressionLevel]: LEVEL,
		[ZSTD_c_checksumFlag]: 1
	} });
	let failure;
	const closed = new Promise((resolve) => encoder.once("close", resolve));
	const feeding = (async () => {
		for await (const chunk of source) {
			const taken = new Promise((resolve, reject) => {
				encoder.write(chunk, (error) => error ? reject(error) : resolve());
			});
			await Promise.race([taken, closed]);
			if (encoder.destroyed) return;
		}
		encoder.end();
	})().catch((reason) => {
		failure ??= { reason };
		encoder.destroy();
	});
	try {
		for await (const chunk of encoder) yield chunk;
	} catch (error) {
		throw failure === void 0 ? error : failure.reason;
	} finally {
		encoder.destroy();
		await feeding;
	}
}
async function* inMemory(source) {
	const chunks = [];
	let size = 0;
	for await (const chunk of source) {
		size += chunk.length;
		if (size > IN_MEMORY) throw new UserError("ARCHIVE_TOO_LARGE", "a .tar.zst of more than 768 MiB of files needs Node 22.15 or newer", { hint: "Run on Node 24, as the action does, or name the archive .tar.xz." });
		chunks.push(chunk);
	}
	loading ??= load();
	const { compress } = await loading;
	yield compress(Buffer.concat(chunks, size), LEVEL);
}
async function load() {
	const zstdWasm = await import("./index.node.js");
	await zstdWasm.init();
	return zstdWasm;
}

// src/assets/rechunk.ts
/**
* The same bytes in pieces of exactly `size`, the last one shorter. Where a compressor ends a block may depend on how
* its input was cut, and how a file is cut while reading depends on the machine.
*/
async function* rechunk(source, size) {
	let piece = new Uint8Array(size);
	let filled = 0;
	for await (const chunk of source) for (let start = 0; start < chunk.length;) {
		const part = chunk.subarray(start, start + size - filled);
		piece.set(part, filled);
		filled += part.length;
		start += part.length;
		if (filled < size) continue;
		yield piece;
		piece = new Uint8Array(size);
		filled = 0;
	}
	if (filled > 0) yield piece.subarray(0, filled);
}

// src/assets/archive-entry.ts
var import_tar_stream = require_tar_stream();
/** Permissions that do not depend on the umask of the machine that built the file. */
function modeOf(entry) {
	return entry.executable ? 493 : 420;
}
/**
* The bytes of an entry's file.
* @throws UserError `ARCHIVE_FILE_CHANGED` when there are not exactly `entry.size` of them.
*/
async function* readExactly(entry, files) {
	let size = 0;
	for await (const chunk of files.open(entry.path)) {
		size += chunk.length;
		if (size > entry.size) break;
		yield chunk;
	}
	if (size === entry.size) return;
	const found = size > entry.size ? "has more" : `has ${size}`;
	throw new UserError("ARCHIVE_FILE_CHANGED", `${JSON.stringify(entry.name)} was ${entry.size} bytes long when it was looked at, and now ${found}`, { hint: "Let nothing write to the files of a release while it is distributed." });
}

// src/assets/tar.ts
/** The earliest time that a zip can express, so that both formats show the same. */
const TIME = new Date(Date.UTC(1980, 0, 1));
/** The tar stream of `entries`, in their order: ustar headers, and pax ones for names that ustar cannot hold. */
async function* tar(entries, files) {
	const pack = (0, import_tar_stream.pack)();
	let failure;
	const filling = fill(pack, entries, files).catch((reason) => {
		failure ??= { reason };
		pack.destroy();
	});
	try {
		for await (const chunk of pack) yield chunk;
	} catch (error) {
		throw failure === void 0 ? error : failure.reason;
	} finally {
		pack.destroy();
		await filling;
	}
}
async function fill(pack, entries, files) {
	for (const entry of entries) await add(pack, entry, files);
	pack.finalize();
}
async function add(pack, entry, files) {
	const header = {
		name: entry.name,
		size: entry.size,
		mode: modeOf(entry),
		mtime: TIME,
		uid: 0,
		gid: 0
	};
	let copied = Promise.resolve();
	try {
		await new Promise((resolve, reject) => {
			const sink = pack.entry({
				...header,
				type: "file"
			}, (error) => error ? reject(error) : resolve());
			sink.on("error", reject);
			copied = copy(entry, files, sink);
			copied.catch(reject);
		});
	} finally {
		await copied;
	}
}
async function copy(entry, files, sink) {
	const closed = new Promise((resolve) => sink.once("close", resolve));
	for await (const chunk of readExactly(entry, files)) {
		if (!sink.write(chunk)) await Promise.race([new Promise((resolve) => sink.once("drain", resolve)), closed]);
		if (sink.destroyed) return;
	}
	sink.end(void 0);
}

// src/assets/zip.ts
const CHUNK$1 = 65536;
const UNIX = 3;
const REGULAR_FILE = 32768;
/** What a zip without the zip64 extension can hold. */
const MOST_ENTRIES = 65535;
const MOST_BYTES = 4294967295;
/**
* The zip of `entries`, in their order, with UTF-8 names and Unix permissions.
* @throws UserError `ARCHIVE_TOO_LARGE` for 4 GiB and over, or more than 65,535 files: GitHub takes no such asset either.
*/
async function* zip(entries, files) {
	if (entries.length > MOST_ENTRIES) throw tooLarge(`${entries.length} files`);
	const big = entries.find((entry) => entry.size > MOST_BYTES);
	if (big !== void 0) throw tooLarge(`${JSON.stringify(big.name)}, which has ${big.size} bytes`);
	let ready = [];
	let written = 0;
	const archive = new Zip((error, bytes) => {
		if (error) throw error;
		ready.push(bytes);
	});
	const take = () => {
		const taken = ready;
		ready = [];
		for (const bytes of taken) written += bytes.length;
		if (written > MOST_BYTES) throw tooLarge("more than 4 GiB");
		return taken;
	};
	for (const entry of entries) {
		const file = new ZipDeflate(entry.name, { level: 6 });
		file.os = UNIX;
		file.attrs = (REGULAR_FILE | modeOf(entry)) << 16 >>> 0;
		file.mtime = new Date(1980, 0, 1);
		archive.add(file);
		for await (const chunk of rechunk(readExactly(entry, files), CHUNK$1)) {
			file.push(chunk);
			yield* take();
		}
		file.push(/* @__PURE__ */ new Uint8Array(0), true);
		yield* take();
	}
	archive.end();
	yield* take();
}
function tooLarge(what) {
	return new UserError("ARCHIVE_TOO_LARGE", `a .zip cannot hold ${what}`, { hint: "Name the archive .tar.gz or .tar.xz." });
}

// src/assets/archive.ts
const ENDINGS = [
	[".tar.gz", "tar.gz"],
	[".tgz", "tar.gz"],
	[".tar.xz", "tar.xz"],
	[".tar.zst", "tar.zst"],
	[".zip", "zip"]
];
const CHUNK = 65536;
/** The format that a file name's ending asks for, `undefined` where it is none of ours. */
function archiveFormat(name) {
	return ENDINGS.find(([ending]) => name.endsWith(ending))?.[1];
}
/**
* Writes the archive into `output` and ends it; hashes on the way. The same entries make the same bytes, whatever the
* machine, the time, and the order that they come in: sorted by code unit, dated 1980-01-01, owned by 0:0 and without
* user names, 0755 or 0644 (https://reproducible-builds.org/docs/archives/). For `tar.zst` this holds within one
* version of Node, which brings the compressor. No file is held in memory. On failure `output` is destroyed.
* @returns the archive's size in bytes, and its digest in lower-case hex.
* @throws UserError for a name that is taken or leaves the folder, a file that changed its size, and too much for a format.
*/
async function writeArchive(format, entries, output, files) {
	const hash = createHash("sha256");
	let size = 0;
	await pipeline(async function* () {
		throwAll(nameMistakes(entries.map((entry) => entry.name), "exact"));
		for await (const chunk of bytesOf(format, entries.toSorted(byName), files)) {
			hash.update(chunk);
			size += chunk.length;
			yield chunk;
		}
	}, output);
	return {
		size,
		sha256: hash.digest("hex")
	};
}
function byName(a, b) {
	return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
function bytesOf(format, entries, files) {
	switch (format) {
		case "tar.gz": return gzip(rechunk(tar(entries, files), CHUNK));
		case "tar.xz": return xz(rechunk(tar(entries, files), CHUNK));
		case "tar.zst": return zstd(rechunk(tar(entries, files), CHUNK));
		case "zip": return zip(entries, files);
	}
}

// src/assets/executable.ts
const SHEBANG = /^#![ \t]*\//;
/** Both byte orders of: 32 bit, 64 bit, and 64-bit universal. */
const MACH_O = [
	4277009102,
	3472551422,
	4277009103,
	3489328638,
	3405691583,
	3216703178,
	3199925962
];
const MACH_O_UNIVERSAL = 3405691582;
/** A Java class starts with the same bytes as a universal binary; its version follows, and no version is under 43. */
const FIRST_JAVA_VERSION = 43;
const ELF = 2135247942;
/**
* Whether a file that starts with `head` (64 bytes are plenty) is a program: ELF, Mach-O, PE, or a script with `#!`.
* The content decides since a workflow artifact is a zip that has lost all permissions.
*/
function isExecutable(head) {
	if (head.length < 4) return false;
	if (head[0] === 77 && head[1] === 90) return true;
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	const magic = view.getUint32(0);
	if (magic === ELF || MACH_O.includes(magic)) return true;
	if (magic === MACH_O_UNIVERSAL) return head.length >= 8 && view.getUint32(4) < FIRST_JAVA_VERSION;
	return SHEBANG.test(Buffer.from(head.subarray(0, 64)).toString("latin1"));
}

// src/assets/select-files.ts
const baseName = (path) => posix.basename(path);
/** `{bin}` makes one pattern for each program, with the target's ending, which `{bin}{exe}` may also spell out. */
function patternsFor(pattern, values, bins) {
	const used = placeholdersIn(pattern);
	if (!used.has("bin")) return [{
		text: renderPath(pattern, values),
		bin: void 0
	}];
	if (bins.length === 0) throw new UserError("NO_BIN", `"${pattern}" asks for {bin}, but ${values.package ?? "the package"} builds no program`, { hint: "Name the file itself." });
	const ending = used.has("exe") ? "" : values.exe ?? "";
	return bins.map((bin) => ({
		text: renderPath(pattern, {
			...values,
			bin: `${bin}${ending}`
		}),
		bin
	}));
}
/** Files of an artifact that a pattern means: one without `/` looks at file names, one with `/` at whole paths. */
function matchArtifact(files, pattern) {
	const whole = pattern.includes("/");
	const matches = whole ? pathGlob(pattern) : glob(pattern);
	return files.filter(({ name }) => matches(whole ? name : baseName(name))).map(({ name, path, size, sha256 }) => ({
		name: whole ? name : baseName(name),
		path,
		size,
		measured: {
			size,
			sha256
		}
	}));
}
/** Files of the checkout that a pattern means, in the package's folder, else at the root. A link out of the checkout is not followed. */
async function matchCheckout(files, packagePath, pattern) {
	for (const base of [.../* @__PURE__ */ new Set([packagePath, "."])]) {
		const folder = posix.join(base, posix.dirname(pattern));
		const last = baseName(pattern);
		const matches = isGlob(last) ? glob(last) : (name) => name === last;
		const found = [];
		for (const { name, kind } of await files.list(folder)) {
			if (kind === "folder" || !matches(name)) continue;
			const path = posix.join(folder, name);
			const there = await files.stat(path);
			if (there?.kind === "file" && await isInside(files, path)) found.push({
				name: pattern.includes("/") ? posix.join(posix.dirname(pattern), name) : name,
				path,
				size: there.size,
				measured: void 0
			});
		}
		if (found.length > 0) return found;
	}
	return [];
}
async function isInside(files, path) {
	const root = await files.real(".");
	const real = await files.real(path);
	return real.startsWith(root.endsWith("/") ? root : `${root}/`) || real.startsWith(`${root}\\`);
}

// src/assets/make-assets.ts
/** Makes the assets of a release from what was built. Throws every mistake of it at once; writes below `folder` only. */
async function makeAssets(work) {
	const drafts = [];
	const mistakes = [];
	for (const build of work.builds) try {
		drafts.push(...work.entries === void 0 ? everyFile(work.release, build) : await configured(work, work.entries, build));
	} catch (thrown) {
		const found = mistakesOf(thrown);
		if (found === void 0) throw thrown;
		mistakes.push(...found);
	}
	const named = resolveClashes(drafts, work.release);
	throwAll([...mistakes, ...named.mistakes]);
	const assets = [];
	for (const draft of named.drafts) assets.push(await makeOne(draft, work));
	return assets.sort((a, b) => compare(a.name, b.name));
}
function everyFile(release, { planned, files }) {
	const clash = twins(files.map(({ name }) => name));
	if (clash !== void 0) throw new UserError("ARTIFACT_TWINS", `artifact ${planned.artifact} has two files of one name: ${clash.join(" and ")}`, { hint: `Put one of them elsewhere, or say with packages.${release.package}.assets which files are published.` });
	return files.map(({ name, path, size, sha256 }) => ({
		kind: "file",
		name: baseName(name),
		target: planned.target,
		file: {
			name: baseName(name),
			path,
			size,
			measured: {
				size,
				sha256
			}
		}
	}));
}
/** Two paths whose file names are the same. */
function twins(paths) {
	return [...groupBy(paths, baseName).values()].find((group) => group.length > 1);
}
async function configured(work, entries, build) {
	const { release } = work;
	const values = targetValues(release, build.target, build.planned.artifact);
	const drafts = [];
	const mistakes = [];
	const attempt = async (make) => {
		try {
			drafts.push(...await make());
		} catch (thrown) {
			const found = mistakesOf(thrown);
			if (found === void 0) throw thrown;
			mistakes.push(...found);
		}
	};
	for (const entry of entries) {
		if (entry.targets !== void 0 && !matcher(entry.targets)(build.planned.target)) continue;
		const { archive, file } = entry;
		if (archive !== void 0) await attempt(async () => [await archiveDraft(work, entry, archive, values, build)]);
		else if (file !== void 0) await attempt(async () => Promise.resolve(fileDrafts(release, entry, file, values, build)));
	}
	throwAll(mistakes);
	return drafts;
}
async function archiveDraft(work, entry, archive, values, build) {
	const { release } = work;
	const name = renderPath(archive, values);
	const missing = [];
	const files = [];
	for (const { text: pattern } of (entry.files ?? []).flatMap((each) => patternsFor(each, values, release.bins))) {
		const built = matchArtifact(build.files, pattern);
		const found = built.length > 0 ? built : await matchCheckout(work.files, release.path, pattern);
		if (found.length === 0) missing.push(new UserError("FILE_MISSING", `${name}: "${pattern}" is neither in artifact ${build.planned.artifact} nor in the checkout`, { hint: `The artifact holds ${listed(build.files)}.` }));
		files.push(...found);
	}
	throwAll(missing);
	const unique = [...new Map(files.map((file) => [file.path, file])).values()];
	const clash = [...groupBy(unique, (file) => file.name).values()].find((group) => group.length > 1);
	if (clash !== void 0) throw new UserError("ARTIFACT_TWINS", `${name} would hold two files called ${clash[0]?.name ?? ""}: ${clash.map(({ path }) => path).join(" and ")}`, { hint: "Name the one that is meant with its folder." });
	return {
		kind: "archive",
		name,
		target: build.planned.target,
		files: unique,
		bins: release.bins.map((bin) => `${bin}${build.target.exe}`)
	};
}
function fileDrafts(release, entry, file, values, build) {
	return patternsFor(file, values, release.bins).flatMap(({ text: pattern, bin }) => {
		const found = matchArtifact(build.files, pattern);
		if (found.length === 0) throw new UserError("FILE_MISSING", `"${pattern}" is not in artifact ${build.planned.artifact}`, { hint: `The artifact holds ${listed(build.files)}.` });
		const clash = twins(found.map(({ path }) => path));
		if (clash !== void 0) throw new UserError("ARTIFACT_TWINS", `artifact ${build.planned.artifact} has two files of one name: ${clash.map((path) => nameIn(build.files, path)).join(" and ")}`, { hint: "Name the one that is meant with its folder." });
		return found.map((each) => {
			const own = baseName(each.name);
			const known = {
				...values,
				file: own,
				...bin === void 0 ? {} : { bin }
			};
			return {
				kind: "file",
				name: entry.name === void 0 ? own : renderPath(entry.name, known),
				target: build.planned.target,
				file: each
			};
		});
	});
}
const nameIn = (files, path) => files.find((file) => file.path === path)?.name ?? path;
function listed(files) {
	const names = files.slice(0, 10).map(({ name }) => name);
	return `${names.join(", ")}${files.length > names.length ? ` and ${files.length - names.length} more` : ""}`;
}
/** A file name that several targets have gets the target before its extension; two archives of one name are a mistake. */
function resolveClashes(drafts, release) {
	const taken = groupBy(drafts, ({ name }) => name);
	const renamed = drafts.map((draft) => (taken.get(draft.name)?.length ?? 0) > 1 && draft.kind === "file" ? {
		...draft,
		name: withTarget(draft.name, draft.target)
	} : draft);
	return {
		drafts: renamed,
		mistakes: [...groupBy(renamed, ({ name }) => name)].filter(([, group]) => group.length > 1).map(([name, group]) => new UserError("ASSET_CLASH", `${releaseId(release)} would have ${group.length} assets called ${name}, of ${group.map(({ target }) => target).join(" and ")}`, { hint: "Put {target} into the name." }))
	};
}
/** `tool.tar.gz` of a target is `tool-<target>.tar.gz`; a program without an extension gets it at its end. */
function withTarget(name, target) {
	const part = target.replace(/[^A-Za-z0-9._-]+/g, "-");
	const match = /^(.+?)((?:\.tar)?\.(?:[A-Za-z][A-Za-z0-9]*|7z))$/.exec(name);
	return match === null ? `${name}-${part}` : `${match[1] ?? ""}-${part}${match[2] ?? ""}`;
}
async function makeOne(draft, { release, files, folder }) {
	switch (draft.kind) {
		case "file": {
			const { path, measured } = draft.file;
			return verifiedAsset({
				name: draft.name,
				path,
				package: release.package,
				target: draft.target,
				role: "file"
			}, measured ?? await measure(files.chunks(path)));
		}
		case "archive": {
			const format = archiveFormat(draft.name);
			if (format === void 0) throw new UserError("ARCHIVE_FORMAT", `"${draft.name}" does not end like an archive`, { hint: "Use .tar.gz, .tar.xz, .tar.zst or .zip." });
			const path = `${folder}/${release.ecosystem}-${release.path.replace(/[^A-Za-z0-9]+/g, "-")}-${draft.target.replace(/[^A-Za-z0-9._-]+/g, "-")}/${draft.name}`;
			const entries = [];
			for (const file of draft.files) entries.push({
				name: file.name,
				path: file.path,
				size: file.size,
				executable: draft.bins.includes(baseName(file.name)) || isExecutable(await head(files.open(file.path)))
			});
			const measured = await writeArchive(format, entries, await files.create(path), files);
			return verifiedAsset({
				name: draft.name,
				path,
				package: release.package,
				target: draft.target,
				role: "archive"
			}, measured);
		}
	}
}
/** The first bytes of a file: enough to tell a program. Workflow artifacts lose the permission that says so. */
async function head(stream) {
	for await (const chunk of stream) {
		stream.destroy();
		return chunk.subarray(0, 64);
	}
	return /* @__PURE__ */ new Uint8Array();
}

// src/assets/checksums.ts
const ESCAPES = /* @__PURE__ */ new Map([
	["\\", "\\\\"],
	["\n", "\\n"],
	["\r", "\\r"]
]);
/**
* A file for `sha256sum -c`: a line per entry, sorted by name. A name with a backslash or line break is escaped as GNU
* does, which a backslash in front of the line announces.
*/
function renderChecksums(entries) {
	return entries.toSorted((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0).map(({ name, sha256 }) => {
		const escaped = name.replace(/[\\\n\r]/g, (character) => ESCAPES.get(character) ?? character);
		return `${escaped === name ? "" : "\\"}${sha256}  ${escaped}\n`;
	}).join("");
}

// src/assets/checksums-asset.ts
/** One more asset, that lists the digests of the others; none for a release without assets. */
async function withChecksums(assets, template, release, files, folder) {
	if (template === void 0 || assets.length === 0) return assets;
	const name = renderPath(template, releaseValues(release));
	if (assets.some((asset) => asset.name === name)) throw new UserError("ASSET_CLASH", `${releaseId(release)} already has an asset called ${name}`, { hint: "Give `checksums` another name." });
	const bytes = Buffer.from(renderChecksums(assets));
	const path = `${folder}/checksums-${releaseId(release).replace(/[^A-Za-z0-9._-]+/g, "-")}/${name}`;
	await files.write(path, bytes);
	return [...assets, verifiedAsset({
		name,
		path,
		package: release.package,
		target: "",
		role: "checksums"
	}, {
		size: bytes.byteLength,
		sha256: createHash("sha256").update(bytes).digest("hex")
	})];
}

// src/modes/collect.ts
/** Fetches what was built, checks that all of it is there, and makes the assets. Throws everything that is missing at once. */
async function collectProducts({ runtime, config }, releases, tags, sources) {
	const { builds, mistakes, absent } = complete(releases, await fetchAll([...new Set(releases.flatMap(({ targets }) => targets.map(({ artifact }) => artifact)))], sources));
	throwAll(mistakes);
	for (const what of absent) runtime.log.info(`left out: artifact ${what} is missing, and its target is optional`);
	const folder = await runtime.files.temporary("assets");
	const products = [];
	const wrong = [];
	for (const release of releases) try {
		const entry = entryOf(config, {
			...release,
			name: release.package
		})?.value;
		const place = `${folder}/${products.length}`;
		const assets = await makeAssets({
			release,
			builds: (builds.get(release) ?? []).map(({ planned, files }) => ({
				planned,
				files,
				target: describeTarget(config, planned.target)
			})),
			entries: entry?.assets,
			files: runtime.files,
			folder: place
		});
		const all = await withChecksums(assets, config.checksums, release, runtime.files, place);
		runtime.log.info(`${releaseId(release)}: ${all.length} assets`);
		products.push({
			release,
			tagged: tags.has(release.tag),
			notes: await notesFor(release, config, runtime),
			assets: all
		});
	} catch (thrown) {
		const told = mistakesOf(thrown);
		if (told === void 0) throw thrown;
		wrong.push(...told);
	}
	throwAll(wrong);
	return products;
}
/** Asks the sources in order for what is still wanted. */
async function fetchAll(names, sources) {
	const found = /* @__PURE__ */ new Map();
	for (const source of sources) {
		const missing = names.filter((name) => found.get(name)?.kind !== "found");
		if (missing.length === 0) break;
		for (const [name, result] of await source.fetch(missing)) {
			const before = found.get(name);
			found.set(name, result.kind === "missing" && before?.kind === "missing" ? {
				kind: "missing",
				why: `${before.why}; ${result.why}`
			} : result);
		}
	}
	return found;
}
/** Every target of the plan with its files; what is missing, empty or expired is a mistake, unless the target is optional. */
function complete(releases, found) {
	const absent = [];
	const builds = /* @__PURE__ */ new Map();
	const mistakes = [];
	for (const release of releases) {
		const of = [];
		builds.set(release, of);
		for (const planned of release.targets) {
			const result = found.get(planned.artifact);
			const files = result?.kind === "found" ? below(result.artifact, planned.folder) : [];
			const what = `${planned.artifact} (${release.package} on ${planned.target})`;
			if (files.length > 0) of.push({
				planned,
				files
			});
			else if (result?.kind === "found") {
				const place = planned.folder === "" ? "" : ` in its folder ${planned.folder}`;
				mistakes.push(new UserError("ARTIFACT_EMPTY", `artifact ${what} holds no file${place}`, { hint: "Look what the build job uploaded; \"if-no-files-found: error\" at actions/upload-artifact tells it there." }));
			} else if (planned.optional) absent.push(what);
			else mistakes.push(new UserError("ARTIFACT_MISSING", `artifact ${what} is missing: ${result?.why ?? "no source has it"}`, { hint: "Run its build job again, or mark the target with \"optional: true\"." }));
		}
	}
	return {
		builds,
		mistakes,
		absent
	};
}
const below = ({ files }, folder) => folder === "" ? files : files.filter(({ name }) => name.startsWith(`${folder}/`)).map((file) => ({
	...file,
	name: file.name.slice(folder.length + 1)
}));

// src/modes/destination-hosts.ts
/** Reads the receipts of earlier attempts, where a destination has to ask them, and prepares the hosts. */
async function destinationHosts(runtime, destinations, runId) {
	const remembering = destinations.some(({ backend }) => backend?.remembers === true);
	const memory = memoryOf(remembering ? await readLedgers(runtime, [runId, runtime.context.runId]) : []);
	const links = /* @__PURE__ */ new Map();
	const redact = redactor();
	return {
		redact,
		host: (destination) => {
			const own = runtime.withSecrets(destination.backend?.secrets ?? []);
			return {
				...own,
				secret: (name) => redact.hide(own.secret(name)),
				memory: memory(destination.name),
				link: (release, asset) => destination.needs.map((need) => links.get(linkKey(need, release, asset))).find((url) => url !== void 0)
			};
		},
		remember: (destination, url, { item, release }) => {
			if (url !== void 0) links.set(linkKey(destination, release, item.asset?.name), url);
		}
	};
}
const linkKey = (destination, release, asset) => JSON.stringify([
	destination,
	release,
	asset ?? ""
]);

// src/modes/distribute-input.ts
/** Destinations that the input names and the configuration does not. */
function inputMistakes({ destinations }, config) {
	const names = config.destinations.map(({ name }) => name);
	return unmatched(destinations, names).map((text) => new UserError("INPUT_UNMATCHED", `input "destinations": "${text}" matches no destination`, { hint: `Destinations are ${names.join(", ") || "none"}.` }));
}
/** The plan: what the input holds, the file that it names, or what the run keeps. */
async function readPlan(runtime, { plan, runId }) {
	if (plan === void 0) return fetchPlan(runtime, runId ?? runtime.context.runId);
	if (plan.startsWith("{")) return decodePlan(plan, "the input \"plan\"");
	if ((await runtime.files.stat(plan))?.kind !== "file") throw new UserError("NO_PLAN", `the input "plan" is neither JSON nor a file: ${plan.slice(0, 80)}`, { hint: "Write \"plan: ${{ needs.release.outputs.plan }}\", or take the line out: then the plan artifact of the run is read." });
	return decodePlan(await runtime.files.text(plan), plan);
}
/** What the inputs say of the plan that is not so. */
function planMistakes({ commit, packages }, plan) {
	const names = plan.releases.map((release) => release.package);
	return [...commit !== void 0 && commit.toLowerCase() !== plan.commit ? [new UserError("PLAN_COMMIT", `the plan is of commit ${plan.commit}, but the input "commit" says ${commit}`, { hint: "Take the input out, or give the plan of that commit." })] : [], ...unmatched(packages, names).map((text) => new UserError("INPUT_UNMATCHED", `input "packages": "${text}" matches no package of the plan`, { hint: `The plan has ${names.join(", ") || "none"}.` }))];
}
/** A tag that is elsewhere now would carry these builds to a commit that they are not of. */
function tagMistakes(releases, tags) {
	return releases.flatMap(({ tag, commit }) => {
		const at = tags?.get(tag);
		return at === void 0 || at === commit ? [] : [foreignTag({
			tag,
			commit
		}, at)];
	});
}
/** Where the artifacts come from: the folder that the workflow names, else what the configuration lists. */
function sourcesOf(runtime, config, { artifacts, runId }) {
	if (artifacts !== void 0) return [directorySource(runtime.files, artifacts)];
	return config.sources.map((source) => {
		const kind = typeof source === "string" ? source : source.kind;
		const path = typeof source === "string" ? void 0 : source.with["path"];
		switch (kind) {
			case "workflow": return workflowSource(runtime, runId ?? runtime.context.runId);
			case "directory": return directorySource(runtime.files, typeof path === "string" ? path : "artifacts");
			case "github-release":
			case "url": throw new UserError("SOURCE_UNAVAILABLE", `the source ${kind} is not available in this version of Slipway`, { hint: "Write \"sources: [workflow]\"." });
		}
	});
}

// src/modes/needed.ts
/** Destinations that a step leaves out although one that it does needs them: what they hold is asked, and not changed. */
const leftOut = (all, chosen) => all.filter((each) => !chosen.includes(each) && chosen.some(({ needs }) => needs.includes(each.name)));
/** A plan once those that it needs and that the step leaves out were asked: it stands only where they have done all of theirs. */
function afterNeeds(plan, others) {
	if (plan.kind !== "planned") return plan;
	const { destination } = plan;
	const needed = others.filter((other) => destination.needs.includes(other.destination.name));
	const errors = needed.flatMap((other) => undone(other, destination.name));
	if (errors.length > 0) return {
		destination,
		kind: "failed",
		errors
	};
	const [passed] = needed.flatMap((other) => other.kind === "skipped" ? [other] : []);
	if (passed === void 0) return plan;
	return {
		destination,
		kind: "skipped",
		why: `it needs ${passed.destination.name}, which was skipped (${passed.why})`
	};
}
function undone(other, needs) {
	const { name } = other.destination;
	const hint = `Write "destinations: ${name},${needs}".`;
	switch (other.kind) {
		case "skipped": return [];
		case "failed": {
			const why = other.errors.map(({ message }) => message).join("; ");
			return [new UserError("NEED_UNKNOWN", `it needs ${name}, which could not be asked whether it is done: ${why}`, { hint })];
		}
		case "planned": {
			const left = other.items.filter(({ item }) => item.action !== "keep").length;
			const message = `it needs ${name}, which is not done yet: ${left} of ${other.items.length} items are missing`;
			return left === 0 ? [] : [new UserError("NEED_UNDONE", message, { hint })];
		}
	}
}

// src/modes/distribute.ts
/** `distribute`: brings what was built to every destination that still lacks it. */
async function distribute(outer, inputs) {
	const prepared = await prepare(outer, inputs);
	const { runtime, config } = prepared;
	const startedAt = now(runtime);
	const runId = inputs.runId ?? runtime.context.runId;
	throwAll(inputMistakes(inputs, config));
	const plan = await readPlan(runtime, inputs);
	const releases = plan.releases.filter((release) => matcher(inputs.packages)(release.package));
	const checkout = await checkoutIfKnown(runtime, prepared.root, inputs.token);
	throwAll([...planMistakes(inputs, plan), ...tagMistakes(releases, checkout?.tags)]);
	if (checkout !== void 0 && checkout.head !== plan.commit) runtime.log.warning(`the checkout is at ${checkout.head}, and the plan is of ${plan.commit}: files and changelogs of the checkout may differ from those of the release`);
	const destinations = config.destinations.filter(({ name }) => matcher(inputs.destinations)(name));
	const needed = leftOut(config.destinations, destinations);
	const sources = sourcesOf(runtime, config, inputs);
	const tags = checkout?.tags ?? /* @__PURE__ */ new Map();
	const products = destinations.length === 0 ? [] : await collectProducts(prepared, releases, tags, sources);
	const hosts = await destinationHosts(runtime, [...destinations, ...needed], runId);
	const { plans, planned } = await planAll(prepared, {
		destinations,
		needed
	}, products, hosts);
	logPlans(runtime, plans);
	const slow = prepared.paceWarning(writesToGitHub(plans));
	if (slow !== void 0) runtime.log.warning(slow);
	const receipts = [];
	const engine = {
		host: (destination) => hosts.host(destination),
		planned,
		onReceipt: (destination, receipt, item) => {
			receipts.push({
				destination,
				receipt: redactReceipt(receipt, hosts.redact)
			});
			hosts.remember(destination, receipt.url, item);
			runtime.log.info(`${destination}: ${receipt.did} ${receipt.address}`);
		},
		onOutcome: ({ name, status, why }) => runtime.log.info(`${name}: ${status}${why === "" ? "" : `: ${why}`}`)
	};
	const outcomes = (inputs.dryRun ? dryOutcomes(plans) : obstacles(plans) ?? await runDestinations(plans, engine)).map((outcome) => redactOutcome(outcome, hosts.redact));
	const report = {
		plan: plan.digest,
		dryRun: inputs.dryRun,
		outcomes,
		startedAt,
		endedAt: now(runtime)
	};
	const ledger = makeLedger(plan.digest, runtime.context, receipts);
	const path = inputs.dryRun ? "" : await keepLedger(runtime, ledger, inputs);
	return {
		outputs: reportOutputs(report, path),
		summary: renderReport(report, (names) => retryHint(names, {
			built: runId,
			current: runtime.context.runId
		})),
		failure: outcomes.some(isFailure) ? failureMessage(outcomes, runId) : void 0
	};
}
const now = (runtime) => new Date(runtime.clock.now()).toISOString();
/** Milliseconds for which what a plan has seen is still believed. */
const freshness = 6e4;
/** Asks every destination what it would do, and those that it needs and that are left out whether they are done. */
async function planAll({ runtime, root }, { destinations, needed }, products, hosts) {
	const others = await Promise.all(needed.map(async (destination) => planDestination(destination, products, root, hosts.host(destination))));
	for (const other of others) {
		if (other.kind !== "planned") continue;
		for (const planned of other.items) hosts.remember(other.destination.name, planned.item.url, planned);
	}
	const planners = /* @__PURE__ */ new Map();
	const plans = await Promise.all(destinations.map(async (destination) => {
		const host = hosts.host(destination);
		planners.set(destination.name, {
			host,
			at: runtime.clock.now()
		});
		return afterNeeds(withItsSecrets(await planDestination(destination, products, root, host), host), others);
	}));
	const planned = ({ name }) => {
		const planner = planners.get(name);
		return planner !== void 0 && runtime.clock.now() - planner.at < freshness ? planner.host : void 0;
	};
	return {
		plans,
		planned
	};
}
function logPlans(runtime, plans) {
	for (const plan of plans) {
		const { name } = plan.destination;
		switch (plan.kind) {
			case "planned":
				for (const { item } of plan.items) runtime.log.info(`plan: ${name}: ${item.action} ${item.address} (${item.why})`);
				break;
			case "skipped":
				runtime.log.info(`plan: ${name}: skipped: ${plan.why}`);
				break;
			case "failed": for (const error of plan.errors) runtime.annotate("error", {
				message: `${name}: ${error.message}`,
				where: error.where,
				hint: error.hint
			});
		}
	}
}

export { distribute };