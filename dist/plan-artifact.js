import { d as throwAll, l as messageOf, s as UserError, u as mistakesOf } from "./placeholders.js";
import { n as isPassingStatus, t as isBrokenConnection } from "./retry.js";
import { t as releaseId } from "./types.js";
import { o as matcher, t as compare } from "./select-packages.js";
import { g as statusOf, p as pages } from "./settle.js";
import { t as explained } from "./rights.js";
import { t as measure } from "./verify.js";
import { i as decodePlan, s as findChangelog } from "./prepare.js";
import { createHash } from "node:crypto";
import { finished } from "node:stream/promises";

// src/engine/deadline.ts
/** Gives up on work that takes longer than `ms`: a hang becomes a failure that says what hung. */
async function withDeadline(clock, ms, what, work) {
	const over = new AbortController();
	const late = clock.sleep(ms, over.signal).then(() => {
		throw new UserError("DEADLINE", `${what} did not end within ${ms < 1e4 ? ms / 1e3 : Math.round(ms / 1e3)} s`, { hint: "Run it again: what is done is kept. A longer `timeout` of the destination gives it more time." });
	}, async () => new Promise(() => void 0));
	try {
		return await Promise.race([work, late]);
	} finally {
		over.abort(/* @__PURE__ */ new Error("in time"));
	}
}

// src/engine/pool.ts
/** Runs tasks with at most `size` at a time; results in the order of the tasks. A task must not throw. */
async function pool(values, size, task) {
	const results = [];
	const queue = values.entries();
	const worker = async () => {
		for (const [index, value] of queue) results[index] = await task(value);
	};
	await Promise.all(Array.from({ length: Math.min(size, values.length) }, worker));
	return results;
}

// src/sources/directory.ts
/** Artifacts in a folder, one subfolder each, as actions/download-artifact lays them. */
function directorySource(files, folder) {
	return {
		name: `folder ${folder}`,
		fetch: async (names) => {
			if ((await files.stat(folder))?.kind !== "folder") throw new UserError("ARTIFACTS_FOLDER", `there is no folder ${folder}`, { hint: "Give the input \"artifacts\" the path that actions/download-artifact downloaded to." });
			const found = /* @__PURE__ */ new Map();
			for (const name of names) {
				const path = `${folder}/${name}`;
				const there = await files.stat(path);
				found.set(name, there?.kind === "folder" ? {
					kind: "found",
					artifact: {
						name,
						origin: `folder ${folder}`,
						files: await filesBelow(files, path, "")
					}
				} : {
					kind: "missing",
					why: `${folder} has no folder of that name`
				});
			}
			return found;
		}
	};
}
/** Every file below a folder, hashed. A link is refused: what it leads to is not what was built. */
async function filesBelow(files, root, prefix) {
	const all = [];
	for (const { name, kind } of await files.list(prefix === "" ? root : `${root}/${prefix}`)) {
		const inside = prefix === "" ? name : `${prefix}/${name}`;
		const path = `${root}/${inside}`;
		switch (kind) {
			case "folder":
				all.push(...await filesBelow(files, root, inside));
				break;
			case "file":
				all.push({
					name: inside,
					path,
					...await measure(files.chunks(path))
				});
				break;
			case "link":
			case "other": throw new UserError("ARTIFACT_LINK", `${path} is a link or no file`, { hint: "Put the file itself into the artifact." });
		}
	}
	return all;
}

// src/sources/download.ts
/** Tries before a download is given up; each asks for a fresh address, since one lives a minute. */
const attempts = 6;
/**
* Downloads the zip of an artifact under a temporary name, goes on where a broken connection left off, and gives it its name once
* its digest is GitHub's: nothing looks into bytes that are not the right ones.
*/
async function downloadArtifact(runtime, artifact, path) {
	const part = `${path}.part`;
	const progress = {
		bytes: 0,
		hash: createHash("sha256")
	};
	for (let attempt = 1;; attempt++) try {
		await downloadRest(runtime, artifact, part, progress);
		break;
	} catch (error) {
		const status = statusOf(error) ?? statusOf(error instanceof UserError ? error.cause : void 0);
		if (status === 410) throw new UserError("ARTIFACT_EXPIRED", `artifact ${artifact.name} has expired`, { hint: "Run the build again." });
		if (!(isBrokenConnection(error) || status !== void 0 && isPassingStatus(status) || error instanceof WrongBytes) || attempt === attempts) throw error instanceof WrongBytes ? damaged(error) : error;
		if (error instanceof WrongBytes) await restart(runtime, part, progress);
		runtime.log.info(`${artifact.name}: ${error instanceof Error ? error.message : "broken off"}; going on at byte ${progress.bytes}`);
		await runtime.clock.sleep(runtime.clock.random() * 1e3 * 2 ** attempt, runtime.signal);
	}
	await runtime.files.rename(part, path);
}
var WrongBytes = class extends Error {};
const damaged = ({ message }) => new UserError("ARTIFACT_DAMAGED", message, { hint: "Run the build of this artifact again." });
async function restart(runtime, part, progress) {
	await runtime.files.remove(part);
	progress.bytes = 0;
	progress.hash = createHash("sha256");
}
async function downloadRest(runtime, artifact, part, progress) {
	const url = await explained(`download artifact ${artifact.name}`, "actions: read", async () => runtime.github.redirect("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", {
		artifact_id: artifact.id,
		archive_format: "zip"
	}));
	const response = await runtime.http.read({
		url,
		headers: progress.bytes > 0 ? { range: `bytes=${progress.bytes}-` } : {}
	});
	if (response.status === 416) throw new WrongBytes(`artifact ${artifact.name} is shorter than what was downloaded of it`);
	if (response.status !== 200 && response.status !== 206) throw Object.assign(/* @__PURE__ */ new Error(`the storage answered ${response.status}`), { status: response.status === 403 ? 503 : response.status });
	if (response.status === 200 && progress.bytes > 0) await restart(runtime, part, progress);
	const target = progress.bytes > 0 ? runtime.files.append(part) : await runtime.files.create(part);
	await store(response.stream(), target, progress);
	const digest = `sha256:${progress.hash.copy().digest("hex")}`;
	if (artifact.digest !== void 0 && artifact.digest !== digest) throw new WrongBytes(`artifact ${artifact.name} was downloaded as ${digest}, and GitHub says ${artifact.digest}`);
}
/** Writes what arrives, and counts what is on disk: when it breaks off, the next try goes on right behind that. */
async function store(arriving, target, progress) {
	const ended = finished(target);
	ended.catch(() => void 0);
	try {
		for await (const chunk of arriving) {
			await new Promise((resolve, reject) => {
				target.write(chunk, (error) => error ? reject(error) : resolve());
			});
			progress.hash.update(chunk);
			progress.bytes += chunk.byteLength;
		}
	} finally {
		target.end();
		await ended;
	}
}

// src/sources/workflow.ts
/** Artifacts fetched at once. */
const downloadsAtOnce = 5;
/** What a step has listed: the plan, the builds and the receipts of a run are in one listing. */
const listings = /* @__PURE__ */ new WeakMap();
/**
* Lists the artifacts of a run, once in a step, through the REST API, and where the token may not read them, and it is this run,
* through the runner's own service.
*/
async function listRunArtifacts(runtime, runId) {
	const known = listings.get(runtime) ?? /* @__PURE__ */ new Map();
	listings.set(runtime, known);
	const listing = known.get(runId) ?? listNow(runtime, runId);
	known.set(runId, listing);
	listing.catch(() => known.delete(runId));
	return listing;
}
async function listNow(runtime, runId) {
	try {
		return {
			by: "rest",
			artifacts: await restArtifacts(runtime, runId)
		};
	} catch (error) {
		if ([
			401,
			403,
			404
		].includes(statusOf(error) ?? 0) && runId === runtime.context.runId && runtime.artifacts.missing === void 0) {
			runtime.log.info("the token may not read artifacts through the API (actions: read); asking the artifact service of the runner");
			return {
				by: "runner",
				artifacts: await runtime.artifacts.list()
			};
		}
		return explained(`list the artifacts of run ${runId}`, "actions: read", async () => Promise.reject(error instanceof Error ? error : new Error(String(error))));
	}
}
async function restArtifacts(runtime, runId) {
	return (await pages(async (page) => (await runtime.github.read("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
		run_id: runId,
		per_page: 100,
		page
	})).data.artifacts)).map(({ id, name, size_in_bytes: size, expired, created_at: createdAt, digest }) => ({
		id,
		name,
		size,
		expired,
		createdAt: createdAt ?? "",
		digest: digest ?? void 0
	}));
}
/** The artifact of a name that was made last: a rerun leaves those of earlier attempts, and ids do not follow time. */
function newest(artifacts) {
	return [...artifacts].sort((a, b) => a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : b.id - a.id)[0];
}
/** Unpacks one artifact below a new folder. */
async function fetchArtifact(runtime, by, artifact) {
	const folder = await runtime.files.temporary("artifact");
	const origin = `artifact ${artifact.id}`;
	switch (by) {
		case "runner":
			await runtime.artifacts.download(artifact.id, folder, artifact.digest);
			return {
				kind: "found",
				artifact: {
					name: artifact.name,
					origin,
					files: await filesBelow(runtime.files, folder, "")
				}
			};
		case "rest": {
			const zip = `${folder}.zip`;
			await downloadArtifact(runtime, artifact, zip);
			const files = await named(artifact, runtime.unzip(zip, folder));
			await runtime.files.remove(zip);
			return {
				kind: "found",
				artifact: {
					name: artifact.name,
					origin,
					files
				}
			};
		}
	}
}
/** What is wrong with the content of an artifact, with its name in front: a run has many of them. */
async function named({ name }, work) {
	try {
		return await work;
	} catch (thrown) {
		throwAll((mistakesOf(thrown) ?? []).map(({ code, message, hint, cause }) => new UserError(code, `artifact ${name}: ${message}`, {
			cause,
			...hint === void 0 ? {} : { hint }
		})));
		throw thrown;
	}
}
/** Artifacts of a workflow run, newest of each name. */
function workflowSource(runtime, runId) {
	return {
		name: `run ${runId}`,
		fetch: async (names) => {
			const { by, artifacts } = await listRunArtifacts(runtime, runId);
			let done = 0;
			const found = await pool(names, downloadsAtOnce, async (name) => {
				const ofName = artifacts.filter((artifact) => artifact.name === name);
				const chosen = newest(ofName.filter(({ expired }) => !expired));
				if (chosen === void 0) return [name, {
					kind: "missing",
					why: ofName.length > 0 ? `it has expired in run ${runId}` : `run ${runId} has no artifact of that name`
				}];
				try {
					const fetched = await fetchArtifact(runtime, by, chosen);
					done++;
					runtime.log.info(`fetched ${name} (${fetched.artifact.files.length} files, ${chosen.size} bytes packed), ${done} of ${names.length}`);
					return [name, fetched];
				} catch (error) {
					return error instanceof Error ? error : new Error(String(error));
				}
			});
			throwAll(found.flatMap((each) => each instanceof Error ? mistakesOf(each) ?? [] : []));
			const broken = found.find((each) => each instanceof Error);
			if (broken instanceof Error) throw broken;
			return new Map(found.filter((each) => !(each instanceof Error)));
		}
	};
}

// src/engine/plan-destinations.ts
/** Milliseconds that one destination may take to look around. */
const planningTime = 3e5;
/** Its own time, where it has less for the whole. */
const planningTimeOf = ({ timeout = planningTime }) => Math.min(planningTime, timeout);
/** What a destination gets of the products, or why it gets nothing. */
function viewsFor(destination, products, root) {
	const { channels, packages, targets, assets, backend } = destination;
	const byChannel = products.filter(({ release }) => channels === void 0 || channels.includes(release.channel));
	if (products.length > 0 && byChannel.length === 0) return `no release of its channels (${channels?.join(", ") ?? ""})`;
	const byPackage = byChannel.filter(({ release }) => matcher(packages ?? [])(release.package));
	if (byChannel.length > 0 && byPackage.length === 0) return `no release of its packages (${packages?.join(", ") ?? ""})`;
	const withTag = byPackage.filter(({ release }) => backend?.takes !== "tag" || release.tag !== "");
	if (withTag.length === 0) return byPackage.length === 0 ? "nothing is released" : "it takes releases with a tag, and these builds have none";
	const all = withTag.map(({ release }) => release);
	const wantedTarget = matcher(targets ?? []);
	const wantedAsset = matcher(assets ?? []);
	return withTag.map(({ release, tagged, notes, assets: found }) => ({
		destination: destination.name,
		release,
		tagged,
		notes,
		root,
		all,
		assets: found.filter((asset) => (asset.target === "" || wantedTarget(asset.target)) && wantedAsset(asset.name)).sort((a, b) => compare(a.name, b.name))
	}));
}
/** Asks one destination what it would do. Writes nothing; what it throws becomes a value. */
async function planDestination(destination, products, root, reader) {
	const views = viewsFor(destination, products, root);
	if (typeof views === "string") return {
		destination,
		kind: "skipped",
		why: views
	};
	const { backend, name } = destination;
	if (backend === void 0) return {
		destination,
		kind: "failed",
		errors: [new UserError("KIND_UNAVAILABLE", `kind ${destination.kind} is not available in this version of Slipway`, {
			where: destination.where,
			hint: `Take the destination ${name} out, or leave it out with the input "destinations".`
		})]
	};
	const plans = [];
	const errors = [];
	for (const view of views) try {
		plans.push({
			id: releaseId(view.release),
			items: await withDeadline(reader.clock, planningTimeOf(destination), `planning ${name}`, backend.plan(view, reader))
		});
	} catch (thrown) {
		const found = mistakesOf(thrown);
		if (found === void 0) reader.log.debug(thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown));
		errors.push(...found ?? [new UserError("PLAN_FAILED", `could not look at what ${name} holds: ${messageOf(thrown)}`, { cause: thrown })]);
	}
	if (errors.length > 0) return {
		destination,
		kind: "failed",
		errors: unique(errors)
	};
	const byAddress = /* @__PURE__ */ new Map();
	const clashes = [];
	for (const { id, items } of plans) for (const item of items) {
		const other = byAddress.get(item.address);
		if (other === void 0) byAddress.set(item.address, {
			item,
			release: id
		});
		else if (other.item.asset?.sha256 !== item.asset?.sha256) clashes.push(clash(destination, other, {
			item,
			release: id
		}));
	}
	if (clashes.length > 0) return {
		destination,
		kind: "failed",
		errors: clashes
	};
	return {
		destination,
		kind: "planned",
		items: [...byAddress.values()]
	};
}
/** Two releases that want one place for different bytes: whichever came first, the other would be missing. */
const clash = ({ name, where }, a, b) => new UserError("ADDRESS_CLASH", `${name}: ${a.item.address} would be written for ${a.release} and for ${b.release}`, {
	where,
	hint: "Give each its own place with {package}, {version} or {tag}, or filter with `packages` or `assets`."
});
const unique = (errors) => [...new Map(errors.map((error) => [error.message, error])).values()];
/** What stands in the way of a plan: what is there already and must not be changed. */
function conflictsOf(plans) {
	return plans.flatMap((plan) => plan.kind === "planned" ? plan.items.filter(({ item }) => item.action === "conflict").map(({ item }) => new UserError("CONFLICT", `${plan.destination.name}: ${item.address} cannot be written: ${item.why}`)) : []);
}

// src/report/redact.ts
function redactor() {
	const hidden = /* @__PURE__ */ new Set();
	return {
		hide: (secret) => {
			const lines = secret.split(/[\r\n]+/).filter((line) => line.trim() !== "");
			for (const part of [secret, ...lines].filter((each) => each !== "")) hidden.add(part).add(encodeURIComponent(part));
			return secret;
		},
		text: (text) => [...hidden].sort((a, b) => b.length - a.length).reduce((shown, secret) => shown.replaceAll(secret, "***"), text)
	};
}
/** A receipt as it is kept. Its address stays: it holds no secret by contract, and a later attempt looks for it letter by letter. */
const redactReceipt = (receipt, redact) => receipt.url === void 0 ? receipt : {
	...receipt,
	url: redact.text(receipt.url)
};
/** An outcome as it is reported: what a command printed before it failed, and what a backend of the user's own says, may hold anything. */
const redactOutcome = (outcome, redact) => ({
	...outcome,
	why: redact.text(outcome.why),
	...outcome.hint === void 0 ? {} : { hint: redact.text(outcome.hint) },
	items: outcome.items.map((item) => redactItem(item, redact))
});
function redactItem(outcome, redact) {
	const item = {
		...outcome.item,
		address: redact.text(outcome.item.address),
		why: redact.text(outcome.item.why)
	};
	switch (outcome.kind) {
		case "done": return {
			...outcome,
			item,
			receipt: redactReceipt(outcome.receipt, redact)
		};
		case "failed": {
			const { code, message, hint } = outcome.error;
			const error = {
				code,
				message: redact.text(message),
				...hint === void 0 ? {} : { hint: redact.text(hint) }
			};
			return {
				...outcome,
				item,
				error
			};
		}
		case "not started": return {
			...outcome,
			item
		};
	}
}

// src/plan/changelog.ts
/**
* The text under the heading of exactly this version, trimmed; `undefined` where the changelog has no such heading. Understands what
* changesets, keep-a-changelog, release-please, release-plz, sampo and standard-version write: `## 1.2.3`,
* `## [1.2.3](url) (2026-01-01)`, `## [1.2.3] - 2026-01-01`, `## 1.2.3 — 2026-01-01`, `### 1.2.3`, `## v1.2.3`, `# name 1.2.3`.
*
* The section ends at the next heading of the same or a higher level, or of another version. Link definitions at the end of the
* file come along where the section uses them.
*/
function changelogSection(markdown, version) {
	const { lines, definitions } = splitDefinitions(markdown.replace(/^\uFEFF/, "").split(/\r?\n/));
	const headings = findHeadings(lines);
	const candidates = headings.filter(({ text }) => isHeadingOf(text, version));
	const level = Math.min(...candidates.map((heading) => heading.level));
	const start = candidates.find((heading) => heading.level === level);
	if (start === void 0) return void 0;
	const body = trimLines(lines.slice(start.line + 1, findEnd(start, headings, lines)));
	const used = definitions.filter(({ label }) => labelsIn(body).has(label)).map(({ source }) => source);
	return used.length === 0 ? body : `${body}\n\n${used.join("\n")}`;
}
function findEnd(start, headings, lines) {
	const following = headings.filter(({ line }) => line > start.line);
	const first = following[0];
	const isFlat = start.level >= 3 && first?.level === start.level && !isReleaseHeading(first.text) && trimLines(lines.slice(start.line + 1, first.line)) === "";
	return following.find(({ level, text }) => level < start.level || level === start.level && !isFlat || isReleaseHeading(text))?.line ?? lines.length;
}
/** Whether the first thing in a heading that looks like a version is this one, with at most one word (a name) before it. */
function isHeadingOf(text, version) {
	const words = text.split(/[\s[\]()`*,:–—]+/).filter((word) => word !== "");
	const at = words.findIndex((word) => isSameVersion(word, version) || /^\d+\.\d/.test(bareVersion(word)));
	const word = words[at];
	return word !== void 0 && at <= 1 && isSameVersion(word, version);
}
function isSameVersion(word, version) {
	if (word === version || bareVersion(word) === version) return true;
	const prefix = word.endsWith(`-${version}`) ? word.slice(0, -version.length - 1) : "";
	return /^@?[A-Za-z]/.test(prefix) && !/^v\d/.test(prefix);
}
/** `name@1.2.3`, `dir/v1.2.3`, `name-v1.2.3` and `v1.2.3` without what stands before the number. */
function bareVersion(word) {
	return word.replace(/^.*[@/]/, "").replace(/^(?:[^\d].*-)?v(?=\d)/i, "");
}
/** A heading that is a version, at most with a date, or `Unreleased`: it begins another section, whatever its level. */
function isReleaseHeading(text) {
	return /^\[?(?:unreleased|v?\d+\.\d+\.\d+[^\s\]]*)\]?(?:\s*[-–—]?\s*\(?\d{4}-\d{2}-\d{2}\)?)?$/i.test(text);
}
/** ATX headings outside of code fences and comments. */
function findHeadings(lines) {
	const headings = [];
	const isText = textLines();
	for (const [line, source] of lines.entries()) {
		if (!isText(source)) continue;
		const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(source);
		if (match === null) continue;
		const [, marks = "", title = ""] = match;
		headings.push({
			line,
			level: marks.length,
			text: plain(title)
		});
	}
	return headings;
}
/** Called with one line after the other: is this one neither in a code fence nor in a comment? */
function textLines() {
	let fence;
	let inComment = false;
	return (line) => {
		if (inComment) {
			inComment = !line.includes("-->");
			return false;
		}
		const indent = line.search(/\S/);
		if (fence !== void 0) {
			if (!(indent !== -1 && indent < fence.indent)) {
				if ((/^\s*(`{3,}|~{3,})\s*$/.exec(line)?.[1])?.startsWith(fence.marker) === true) fence = void 0;
				return false;
			}
			fence = void 0;
		}
		const open = /^(\s*(?:(?:[-*+]|\d{1,9}[.)])\s+|>\s?)*)(`{3,}(?=[^`]*$)|~{3,})/.exec(line);
		if (open !== null) {
			const [, before = "", marker = ""] = open;
			fence = {
				marker,
				indent: /\S/.test(before) || before.length > 3 ? before.length : 0
			};
			return false;
		}
		if (/^ {0,3}<!--/.test(line)) {
			inComment = !line.includes("-->");
			return false;
		}
		return true;
	};
}
function plain(title) {
	return title.replace(/(?:^|[ \t]+)#+[ \t]*$/, "").replace(/<[^<>]*>/g, "").replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, "$1").trim();
}
const DEFINITION = /^ {0,3}\[([^[\]]+)\]:\s*\S.*$/;
/** Takes the link definitions at the end of the file off it. */
function splitDefinitions(lines) {
	const definitions = [];
	let end = lines.length;
	for (; end > 0; end--) {
		const source = lines[end - 1] ?? "";
		const label = DEFINITION.exec(source)?.[1];
		if (label !== void 0) definitions.unshift({
			label: normalLabel(label),
			source: source.trim()
		});
		else if (source.trim() !== "") break;
	}
	return {
		lines: lines.slice(0, end),
		definitions
	};
}
function labelsIn(body) {
	return new Set(Array.from(body.matchAll(/\[([^[\]]+)\](?!\()/g), ([, label = ""]) => normalLabel(label)));
}
function normalLabel(label) {
	return label.trim().replace(/\s+/g, " ").toLowerCase();
}
/** Blank lines at the ends removed; the indentation of the first line stays. */
function trimLines(lines) {
	return lines.join("\n").replace(/^(?:[ \t]*\n)+/, "").trimEnd();
}

// src/modes/notes.ts
/** What a release says, as the configuration wants it; a version that the changelog does not know is told and says nothing. */
async function notesFor(release, config, reader) {
	switch (config.release.notes) {
		case "none": return {
			kind: "text",
			text: ""
		};
		case "generated": return { kind: "generated" };
		case "changelog": {
			const path = await findChangelog(reader.files, release.path);
			const section = path === void 0 ? void 0 : changelogSection(await reader.files.text(path), release.version);
			if (section === void 0 && release.tag !== "") reader.log.info(path === void 0 ? `${release.package} has no changelog, so its release has no notes` : `${path} has no section for ${release.version}, so the release has no notes`);
			return {
				kind: "text",
				text: section ?? ""
			};
		}
	}
}

// src/sources/plan-artifact.ts
const prefix = "slipway-plan";
/** Name of the file in the artifact. */
const planFile = "plan.json";
/** Name of the artifact that carries the plan of a step: unique in the run, attempts included. */
function planArtifact({ job, step, attempt }) {
	return `${prefix}-${createHash("sha256").update(JSON.stringify([job, step])).digest("hex").slice(0, 8)}-${attempt}`;
}
/** The plan that an earlier job of the run made. Throws where there is none, or where two steps made one each. */
async function fetchPlan(runtime, runId) {
	const hint = "Give the input \"plan\": \"plan: ${{ needs.release.outputs.plan }}\".";
	const { by, artifacts } = await listRunArtifacts(runtime, runId);
	const plans = artifacts.filter(({ name, expired }) => name.startsWith(`${prefix}-`) && !expired);
	const chosen = newest(plans);
	if (chosen === void 0) throw new UserError("NO_PLAN", `run ${runId} holds no plan`, { hint });
	const makers = new Set(plans.map(makerOf));
	if (makers.size > 1) throw new UserError("PLAN_AMBIGUOUS", `run ${runId} holds the plans of ${makers.size} different steps`, { hint });
	const { artifact } = await fetchArtifact(runtime, by, chosen);
	const file = artifact.files.find(({ name }) => name === planFile);
	if (file === void 0) throw new UserError("NO_PLAN", `artifact ${chosen.name} holds no ${planFile}`, { hint });
	return decodePlan(await runtime.files.text(file.path), `the plan of run ${runId}`);
}
const makerOf = ({ name }) => name.slice(0, 21);

export { redactOutcome as a, conflictsOf as c, listRunArtifacts as d, workflowSource as f, withDeadline as h, notesFor as i, planDestination as l, pool as m, planArtifact as n, redactReceipt as o, directorySource as p, planFile as r, redactor as s, fetchPlan as t, fetchArtifact as u };