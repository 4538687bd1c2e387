import { a as __toESM } from "./rolldown-runtime.js";
import { d as throwAll, i as renderCommand, s as UserError, u as mistakesOf } from "./placeholders.js";
import { a as escapeMessage, c as link, i as escapeMarkdown, n as code, o as fitting, s as folded } from "./markdown.js";
import { D as literal, F as unknown, N as string, O as looseObject, P as union, S as boolean, j as record, x as array } from "./fields.js";
import { t as releaseId } from "./types.js";
import { c as unmatched, l as require_picomatch, n as configuredPackages, o as matcher, r as entryOf, t as compare$1 } from "./select-packages.js";
import { a as require_semver, o as require_valid, s as groupBy } from "./settle.js";
import { r as targetValues, t as pathPart } from "./values.js";
import { _ as renderTag, a as encodePlan, c as insideRoot, d as ownScalars, f as ownKeys, g as isTagName, h as readFacts, l as readManifest, o as sealPlan, r as require_dist, s as findChangelog, t as declaredPackages, u as describeTarget, v as versionInTag } from "./prepare.js";
import { posix } from "node:path";
import { createHash } from "node:crypto";

// src/report/plan-summary.ts
function said(probe) {
	if (probe === void 0) return "not checked";
	switch (probe.kind) {
		case "writable": return "yes";
		case "refused": return `**no**: ${escapeMessage(probe.why)}`;
		case "not checked": return `not checked: ${escapeMessage(probe.why)}`;
	}
}
/** The page of `release` and `matrix`: what ships, what is built for it, where it goes, and what stays. */
function renderPlan(plan, rows, skipped, known) {
	const { tags, drafts, probes = [] } = known;
	const { releases, destinations } = plan;
	const head = `## Slipway: what ships from ${code(plan.commit.slice(0, 7))}\n\n${releases.length === 0 ? "Nothing: no package has a version to release here." : `${releases.length} ${releases.length === 1 ? "release" : "releases"}, ${rows.length} build ${rows.length === 1 ? "job" : "jobs"}.`}`;
	const table = [
		"| package | version | tag | channel | targets | |",
		"|---|---|---|---|---|---|",
		...releases.map((release) => {
			const url = drafts.get(releaseId(release));
			const state = release.tag === "" ? "no tag" : tags.has(release.tag) ? "tagged" : "will be tagged";
			return `| ${escapeMarkdown(release.package)} | ${escapeMarkdown(release.version)} | ${release.tag === "" ? "" : code(release.tag)} | ${escapeMarkdown(release.channel)}${release.prerelease ? " (prerelease)" : ""} | ${release.targets.map(({ target }) => code(target)).join(" ")} | ${state}${url === void 0 ? "" : `, ${link("draft", url)}`} |`;
		})
	].join("\n");
	const asked = probes.length > 0;
	const where = [
		`| destination | kind | gets |${asked ? " can be written to |" : ""}`,
		`|---|---|---|${asked ? "---|" : ""}`,
		...destinations.map(({ name, kind, releases: gets }) => {
			const probe = probes.find(({ destination }) => destination.name === name);
			return `| ${escapeMarkdown(name)} | ${escapeMarkdown(kind)} | ${gets.length === 0 ? "nothing of this" : gets.map(code).join(" ")} |${asked ? ` ${said(probe)} |` : ""}`;
		})
	].join("\n");
	const stays = skipped.map(({ package: name, why }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(why)}`).join("\n");
	return fitting([
		head,
		...releases.length === 0 ? [] : [table],
		...releases.length === 0 || destinations.length === 0 ? [] : [where],
		...skipped.length === 0 ? [] : [folded(`${skipped.length} not released`, stays)]
	]);
}

// src/plan/matrix.ts
/** Jobs that GitHub runs of one matrix: https://docs.github.com/en/actions/reference/limits */
const maximumJobs = 256;
/** The rows of the build matrix, sorted. Throws where GitHub would refuse them. */
function matrixRows(plan, config) {
	const rows = groups(plan.releases.flatMap((release) => release.targets.map((planned) => ({
		release,
		planned,
		target: describeTarget(config, planned.target),
		entry: entryOf(config, {
			...release,
			name: release.package
		})?.value ?? {}
	}))), config).map((group) => rowOf(group, config));
	if (rows.length > 256) {
		const grouping = config.matrix["group-by"];
		throw new UserError("MATRIX_TOO_LARGE", `the build matrix would have ${rows.length} jobs; GitHub runs at most ${256} of one matrix`, { hint: grouping === "none" ? "Write \"matrix: { group-by: target }\": one job per target, with `matrix.packages` instead of `matrix.package`." : "Build less at once, with the inputs \"packages\" or \"targets\"." });
	}
	return rows;
}
/** The output `build-matrix`: the empty string where there is nothing to build, since GitHub refuses an empty matrix. */
const matrixOutput = (rows) => rows.length === 0 ? "" : JSON.stringify({ include: rows });
function groups(products, config) {
	const byKey = /* @__PURE__ */ new Map();
	for (const product of products) {
		const { release, planned } = product;
		const key = config.matrix["group-by"] === "none" ? JSON.stringify([
			release.package,
			release.ecosystem,
			release.version,
			planned.target
		]) : planned.artifact;
		const group = byKey.get(key);
		if (group === void 0) byKey.set(key, [product]);
		else group.push(product);
	}
	return [...byKey].sort(([a], [b]) => compare$1(a, b)).map(([, group]) => group);
}
function rowOf(group, config) {
	const [{ release, planned, target, entry }] = group;
	const commands = [...new Set(group.flatMap((product) => command(product) ?? []))].join(" && ");
	const build = commands === "" ? {} : { build: commands };
	switch (config.matrix["group-by"]) {
		case "none": return {
			...target.extra,
			...ownScalars(entry, ownKeys.package),
			...target.optional ? { optional: true } : {},
			package: release.package,
			crate: release.package,
			ecosystem: release.ecosystem,
			path: release.path,
			version: release.version,
			tag: release.tag,
			channel: release.channel,
			commit: release.commit,
			target: target.name,
			os: target.os ?? "",
			platform: target.platform,
			exe: target.exe,
			artifact: planned.artifact,
			...build
		};
		case "target": return {
			...target.extra,
			packages: [...new Set(group.map((each) => each.release.package))].join(" "),
			commit: release.commit,
			target: target.name,
			os: target.os ?? "",
			platform: target.platform,
			exe: target.exe,
			artifact: planned.artifact,
			...build
		};
		case "os": return {
			packages: [...new Set(group.map((each) => each.release.package))].join(" "),
			targets: [...new Set(group.map((each) => each.target.name))].join(" "),
			commit: release.commit,
			os: target.os ?? "",
			artifact: planned.artifact,
			...build
		};
	}
}
const command = ({ release, planned, target, entry }) => entry.build === void 0 ? void 0 : renderCommand(entry.build, targetValues(release, target, planned.artifact));
/** The output `destination-matrix`: one row per group of destinations that need one another, in the order of the configuration. */
function destinationMatrix(plan) {
	const wanted = plan.destinations.filter(({ releases }) => releases.length > 0);
	const names = wanted.map(({ name }) => name);
	const group = new Map(names.map((name) => [name, name]));
	const merge = (from, to) => {
		for (const [name, label] of group) if (label === from) group.set(name, to);
	};
	for (const { name, needs } of wanted) for (const need of needs) {
		const label = group.get(need);
		if (label !== void 0) merge(group.get(name) ?? name, label);
	}
	const include = [...new Set(names.map((name) => group.get(name)))].map((label) => ({ destinations: names.filter((name) => group.get(name) === label).join(",") }));
	return include.length === 0 ? "" : JSON.stringify({ include });
}

// src/plan/artifact-names.ts
/**
* The artifact that carries each target of each release, and the folder in it. A name is unique in the run, holds only what
* upload-artifact takes, and is the same on every run of a commit. Throws where a group would put two products into one folder.
*/
function artifactNames(products, grouping) {
	const severalCommits = new Set(products.map(({ release }) => release.commit)).size > 1;
	const suffix = (release) => severalCommits ? `-${release.commit.slice(0, 7)}` : "";
	const places = /* @__PURE__ */ new Map();
	const owners = /* @__PURE__ */ new Map();
	const named = (plain, owner) => {
		const first = owners.get(plain) ?? owner;
		owners.set(plain, first);
		return first === owner ? plain : `${plain}-${createHash("sha256").update(owner).digest("hex").slice(0, 8)}`;
	};
	const shared = /* @__PURE__ */ new Map();
	const inGroup = (release, target, place) => {
		const who = `${release.package} ${release.version} (${release.ecosystem}) on ${target.name}`;
		const where = JSON.stringify(place);
		const before = shared.get(where);
		if (before !== void 0) throw new UserError("ARTIFACT_CLASH", `${before} and ${who} would share the folder ${place.folder} of artifact ${place.artifact}`, { hint: "Write \"matrix: { group-by: none }\", or build only one of them at once." });
		shared.set(where, who);
		return place;
	};
	for (const { release, targets } of products) for (const target of targets) {
		const key = keyOf$1(release, target.name);
		switch (grouping) {
			case "none": {
				const artifact = named(pathPart(`${release.package}-${release.version}-${target.name}`), key);
				places.set(key, {
					artifact,
					folder: ""
				});
				break;
			}
			case "target":
				places.set(key, inGroup(release, target, {
					artifact: named(`packages-${pathPart(target.name)}${suffix(release)}`, groupKey(target.name, release)),
					folder: pathPart(release.package)
				}));
				break;
			case "os": places.set(key, inGroup(release, target, {
				artifact: named(`packages-${pathPart(target.os ?? "any")}${suffix(release)}`, groupKey(target.os ?? "", release)),
				folder: `${pathPart(release.package)}/${pathPart(target.name)}`
			}));
		}
	}
	return (release, target) => {
		const place = places.get(keyOf$1(release, target));
		if (place === void 0) throw new Error(`no artifact was named for ${release.package} on ${target}`);
		return place;
	};
}
const groupKey = (name, { commit }) => JSON.stringify([name, commit]);
const keyOf$1 = (release, target) => JSON.stringify([
	release.ecosystem,
	release.package,
	release.version,
	target
]);

// src/plan/versions.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
/** Whether a version may travel: into tags, file names, URLs and matrix rows. */
const isPlainVersion = (version) => /^[0-9A-Za-z][0-9A-Za-z.+_~!-]*$/.test(version) && !version.includes("..");
/** Whether a version is a prerelease by SemVer 2.0; one that is no SemVer is a prerelease when a letter follows its numbers. */
function isPrerelease(version) {
	const parsed = import_semver.default.parse(version);
	return parsed === null ? /^\d+(\.\d+)*[-._]?[A-Za-z]/.test(version) && !/^\d+(\.\d+)*[-._]?(final|ga|release|post\d*)$/i.test(version) : parsed.prerelease.length > 0;
}

// src/plan/channels.ts
const whole = (source, text) => new RegExp(`^(?:${source})$`, "u").test(text);
/** The first channel whose patterns match the whole of what they look at. `tag` is empty for a build without one. */
function classify(channels, build) {
	const entry = channels.find(({ version, tag }) => (version === void 0 || whole(version, build.version)) && (tag === void 0 || build.tag !== "" && whole(tag, build.tag)));
	if (entry === void 0) throw new UserError("NO_CHANNEL", `no channel fits version ${build.version}${build.tag === "" ? " without a tag" : ` with tag ${build.tag}`}`, { hint: "End the list `channels` with an entry that has only a name, such as \"- { name: other }\"." });
	return {
		channel: entry.name,
		prerelease: entry.prerelease ?? isPrerelease(build.version)
	};
}

// src/plan/plan-facts.ts
/** Whether a choice is of a package, by its name or behind its ecosystem. */
const isChoiceOf = (choice, { name, ecosystem }) => choice.package === name || choice.package === `${ecosystem}/${name}`;
/** Does the same for every value; mistakes of all of them together. */
function collect(values, one) {
	const results = [];
	const errors = [];
	for (const value of values) try {
		results.push(one(value));
	} catch (thrown) {
		const found = mistakesOf(thrown);
		if (found === void 0) throw thrown;
		errors.push(...found);
	}
	return {
		results,
		errors
	};
}

// src/plan/plan-checks.ts
/** Two packages whose tags are the same today would be one release: refused for every version, filtered out or not. */
function clashes(packages, template) {
	const { results, errors } = collect(packages, ({ package: found }) => found.version === void 0 ? [] : [{
		...found,
		tag: renderTag(template, {
			package: found.name,
			version: found.version
		})
	}]);
	return [...errors, ...clashesOf(results.flat().map(({ tag, name, ecosystem, path }) => [tag, `${name} (${ecosystem}, ${path})`]))];
}
/** The same for what is released: a version that only a tag or a planner says has no tag before that. */
const sharedTags = (released) => clashesOf(released.filter(({ release }) => release.tag !== "").map(({ release: { tag, package: name, ecosystem, path } }) => [tag, `${name} (${ecosystem}, ${path})`]));
function clashesOf(tags) {
	return [...groupBy(tags, ([tag]) => tag)].filter(([, group]) => group.length > 1).map(([tag, group]) => new UserError("TAG_CLASH", `the tag ${tag} would stand for ${group.map(([, who]) => who).join(" and ")}`, { hint: `Write "release: { tag: '{package}-v{version}' }", or configure only one of them.` }));
}
/** Filters that match nothing, and targets that nothing is known of. */
function filterMistakes({ packages: patterns, targets, config }, packages) {
	const names = packages.map(({ package: found }) => found.name);
	const known = [...new Set(packages.flatMap(({ entry }) => entry.targets ?? []))];
	return [
		...unmatched(patterns, names).map((text) => new UserError("INPUT_UNMATCHED", `input "packages": "${text}" matches no configured package`, { hint: `Configured are ${names.join(", ") || "none"}.` })),
		...unmatched(targets, known).map((text) => new UserError("INPUT_UNMATCHED", `input "targets": "${text}" matches no target`, { hint: `Targets are ${known.join(", ") || "none"}.` })),
		...packages.flatMap(({ key, entry, package: { name } }) => (entry.targets ?? []).filter((target) => describeTarget(config, target).os === void 0).map((target) => new UserError("TARGET_UNKNOWN", `packages.${key}: nothing is known of the target "${target}" of ${name}`, {
			where: config.whereIsPackage(key),
			hint: `Add it: "targets: { ${target}: { os: ubuntu-latest } }".`
		})))
	];
}
/** What another planner said against what the configuration, the tags and the manifests say. */
function differences(facts, packages, released) {
	const { chosen, tags } = facts;
	if (chosen === void 0) return [];
	const strangers = chosen.filter((choice) => !packages.some((entry) => isChoiceOf(choice, entry.package)));
	const moved = chosen.flatMap(({ package: name, tag, commit = facts.commit }) => {
		const peeled = tags.get(tag);
		return peeled === void 0 || peeled === commit ? [] : [{ message: `${name}: ${tag} is to be released from ${commit}, but that tag is at ${peeled}` }];
	});
	const unlike = released.flatMap(({ release, entry }) => {
		const { version } = entry.package;
		return version === void 0 || version === release.version || release.commit !== facts.commit ? [] : [{ message: `${release.package}: version ${release.version} is to be released, but its manifest says ${version}` }];
	});
	return [
		...strangers.map(({ package: name, version }) => ({ message: `${name} ${version} is to be released, but the configuration has no package of that name: it is left out` })),
		...moved,
		...unlike
	];
}

// src/plan/plan.ts
/** Decides what ships. Pure: the same facts give the same plan, byte for byte. Throws every mistake at once. */
function makePlan(facts) {
	const { config, workspace } = facts;
	const { packages, mistakes } = configuredPackages(config, workspace);
	throwAll(mistakes);
	const template = tagTemplate(config, packages);
	throwAll([...clashes(packages, template), ...filterMistakes(facts, packages)]);
	const wanted = matcher(facts.packages);
	const subjects = packages.filter((entry) => wanted(entry.package.name));
	const { results, errors } = collect(subjects, (entry) => decide(entry, template, facts));
	throwAll(errors);
	const decisions = results.flat();
	const released = decisions.flatMap((decision) => decision.kind === "release" ? [decision] : []);
	throwAll(sharedTags(released));
	const releases = withTargets(released, facts);
	return {
		plan: sealPlan({
			version: 1,
			commit: facts.commit,
			releases,
			destinations: destinationsOf(config, releases)
		}),
		skipped: decisions.flatMap((decision) => decision.kind === "skip" ? [decision.skipped] : []),
		notices: [...workspace.unreadable.map(({ path, why }) => ({ message: `${path} could not be read and its package is left out: ${why}` })), ...differences(facts, packages, released)]
	};
}
/** The template of the configuration, else `v{version}` where one package is released and a name is needed for several. */
const tagTemplate = (config, packages) => config.release.tag ?? (packages.length > 1 ? "{package}-v{version}" : "v{version}");
/** What becomes of a package: one decision, or one for each version that somebody else chose. */
function decide(entry, template, facts) {
	const { package: found } = entry;
	const skip = (why) => ({
		kind: "skip",
		skipped: {
			package: found.name,
			why
		}
	});
	const release = (version, tag, commit) => {
		if (!isPlainVersion(version)) throw new UserError("VERSION_INVALID", `${found.name} has the version ${JSON.stringify(version)}, which cannot go into a tag or a file name`, { hint: "Use digits, letters and . + - _ ~ only." });
		const { channel, prerelease } = classify(facts.config.channels, {
			version,
			tag
		});
		return {
			kind: "release",
			entry,
			release: {
				package: found.name,
				ecosystem: found.ecosystem,
				path: found.path,
				version,
				tag,
				channel,
				prerelease,
				commit,
				date: facts.date,
				bins: found.bins
			}
		};
	};
	if (facts.chosen !== void 0) {
		const choices = facts.chosen.filter((choice) => isChoiceOf(choice, found));
		if (choices.length === 0) return [skip("not among what is to be released")];
		return choices.map((choice) => {
			return release(choice.version, choice.tag, choice.commit ?? facts.tags.get(choice.tag) ?? facts.commit);
		});
	}
	const version = found.version ?? versionAt(facts, template, found.name);
	const tag = version === void 0 ? void 0 : renderTag(template, {
		package: found.name,
		version
	});
	const peeled = tag === void 0 ? void 0 : facts.tags.get(tag);
	if (version !== void 0 && tag !== void 0 && peeled === facts.commit) return [release(version, tag, facts.commit)];
	switch (facts.mode) {
		case "matrix": return [release(facts.config.release.untagged, "", facts.commit)];
		case "release":
			if (version === void 0 || tag === void 0) return [skip("its version comes from the tag, and no tag of it is at this commit")];
			if (peeled === void 0) return [release(version, tag, facts.commit)];
			return [skip(`tag ${tag} is at ${peeled.slice(0, 7)}: its version has not changed since`)];
	}
}
function versionAt(facts, template, name) {
	const versions = [...facts.tags].filter(([, commit]) => commit === facts.commit).flatMap(([tag]) => versionInTag(template, name, tag) ?? []);
	if (versions.length > 1) throw new UserError("VERSION_AMBIGUOUS", `several tags of ${name} are at this commit: ${versions.join(", ")}`, { hint: "Say which with the input \"tags\"." });
	return versions[0];
}
function withTargets(released, facts) {
	const wanted = matcher(facts.targets);
	const products = released.map(({ release, entry }) => ({
		release,
		targets: [...new Set(entry.entry.targets ?? [])].filter(wanted).sort(compare$1).map((name) => describeTarget(facts.config, name))
	}));
	const names = artifactNames(products, facts.config.matrix["group-by"]);
	return products.map(({ release, targets }) => ({
		...release,
		targets: targets.map(({ name, optional }) => ({
			target: name,
			optional,
			...names(release, name)
		}))
	}));
}
function destinationsOf(config, releases) {
	return config.destinations.map(({ name, kind, needs, channels, packages, backend }) => ({
		name,
		kind,
		needs,
		releases: releases.filter((release) => (channels === void 0 || channels.includes(release.channel)) && matcher(packages ?? [])(release.package) && !(backend?.takes === "tag" && release.tag === "")).map(releaseId)
	}));
}

// src/plan/planners.ts
/**
* What another planner said, in one of the shapes that carry a list: `[{name, version}]`, `{releases: […]}`, or ours. Throws every
* entry that is none at once.
*/
function readPlannerOutput(text, template) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new UserError("PLANNER_OUTPUT", "the input \"plan\" is not JSON", {
			hint: "Give it the list that the planner puts out, such as \"plan: ${{ steps.changesets.outputs.published-packages }}\".",
			cause
		});
	}
	const list = Array.isArray(value) ? value : typeof value === "object" && value !== null ? Reflect.get(value, "releases") : void 0;
	if (!Array.isArray(list)) throw new UserError("PLANNER_OUTPUT", "the input \"plan\" holds no list of releases", { hint: "It must be a JSON list of {\"name\", \"version\"}, or an object with such a list as \"releases\"." });
	const chosen = [];
	const mistakes = [];
	for (const [index, entry] of list.entries()) {
		const read = readEntry(entry, `entry ${index + 1} of the input "plan"`, template);
		if (read instanceof UserError) mistakes.push(read);
		else chosen.push(read);
	}
	throwAll(mistakes);
	return chosen;
}
function readEntry(entry, what, template) {
	const name = textAt(entry, "package") ?? textAt(entry, "package_name") ?? textAt(entry, "name");
	const version = textAt(entry, "version");
	if (name === void 0 || version === void 0) return new UserError("PLANNER_OUTPUT", `${what} lacks a name or a version`, { hint: "Each entry needs \"name\" and \"version\"." });
	const tag = textAt(entry, "tag") ?? textAt(entry, "tag_name");
	const commit = textAt(entry, "sha") ?? textAt(entry, "commit");
	if (tag !== void 0 && !isTagName(tag)) return new UserError("PLANNER_OUTPUT", `${what} has the tag ${JSON.stringify(tag)}, which git does not take`);
	return {
		package: name,
		version,
		tag: tag ?? renderTag(template, {
			package: name,
			version
		}),
		commit: commit !== void 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0
	};
}
function textAt(value, key) {
	const found = typeof value === "object" && value !== null ? Reflect.get(value, key) : void 0;
	return typeof found === "string" && found !== "" ? found : void 0;
}
/** Exactly these existing tags, each from its own commit. Throws for every tag that is not on the remote or fits no package. */
function releasesOfTags(tags, packages, template, remote) {
	const chosen = [];
	const mistakes = [];
	for (const tag of tags) {
		const commit = remote.get(tag);
		if (commit === void 0) {
			mistakes.push(new UserError("TAG_MISSING", `input "tags": there is no tag ${JSON.stringify(tag)} on the remote`, { hint: "The input recovers releases whose tag exists; push the tag first, or release without the input." }));
			continue;
		}
		const fitting = packages.flatMap((found) => {
			const version = versionInTag(template, found.name, tag);
			return version === void 0 ? [] : [{
				package: `${found.ecosystem}/${found.name}`,
				version,
				tag,
				commit
			}];
		});
		const [first] = fitting;
		if (first === void 0 || fitting.length > 1) mistakes.push(new UserError("TAG_UNCLEAR", `input "tags": ${tag} is the tag of ${fitting.length === 0 ? "no configured package" : `${fitting.length} packages`}`, { hint: `Tags are written "${template}".` }));
		else chosen.push(first);
	}
	return {
		chosen,
		mistakes
	};
}

// node_modules/smol-toml/dist/error.js
var import_valid = /* @__PURE__ */ __toESM(require_valid(), 1);
function getLineColFromPtr(string, ptr) {
	let lines = string.slice(0, ptr).split(/\r?\n/);
	return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
	let lines = string.split(/\r?\n/);
	let codeblock = "";
	let numberLen = (Math.log10(line + 1) | 0) + 1;
	for (let i = line - 1; i <= line + 1; i++) {
		let l = lines[i - 1];
		if (!l) continue;
		codeblock += i.toString().padEnd(numberLen, " ");
		codeblock += ":  ";
		codeblock += l;
		codeblock += "\n";
		if (i === line) {
			codeblock += " ".repeat(numberLen + column + 2);
			codeblock += "^\n";
		}
	}
	return codeblock;
}
var TomlError = class TomlError extends Error {
	line;
	column;
	codeblock;
	constructor(message, options) {
		const [line, column] = getLineColFromPtr(options.toml, options.ptr);
		const codeblock = makeCodeBlock(options.toml, line, column);
		super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
		this.line = line;
		this.column = column;
		this.codeblock = codeblock;
	}
	/** @internal */
	static x(message, ctx, ptr) {
		throw new TomlError(message, {
			toml: ctx.s,
			ptr: ptr ?? ctx.p
		});
	}
};

// node_modules/smol-toml/dist/primitive.js
/** @internal */
function parseString(ctx) {
	let startPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p++);
	let first = c;
	let isLiteral = c === 39;
	let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
	if (isMultiline) {
		if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10) ctx.p++;
		else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) ctx.p += 2;
	}
	let parsed = "";
	let sliceStart = ctx.p;
	let state = 0;
	for (; ctx.p < ctx.s.length; ctx.p++) {
		c = ctx.s.charCodeAt(ctx.p);
		if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) state = state && 3;
		else if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in strings", ctx);
		else if ((!state || state === 3) && c === first && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first)) {
			if (isMultiline) {
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
				if (ctx.s.charCodeAt(ctx.p + 3) === first) ctx.p++;
			}
			if (!state) {
				let s = ctx.s.slice(sliceStart, ctx.p);
				parsed = parsed ? parsed + s : s;
			}
			ctx.p += isMultiline ? 3 : 1;
			return parsed;
		} else if (!state) {
			if (!isLiteral && c === 92) {
				parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
				state = 1;
			}
		} else if (state === 1) {
			if (c === 120 || c === 117 || c === 85) {
				let errPtr = ctx.p++ - 1;
				let value = 0;
				let len = c === 120 ? 2 : c === 117 ? 4 : 8;
				for (let j = 0; j < len; j++, ctx.p++) {
					let hex = ctx.s.charCodeAt(ctx.p);
					let digit = hex >= 48 && hex <= 57 ? hex - 48 : hex >= 65 && hex <= 70 ? hex - 65 + 10 : hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1;
					if (digit < 0) TomlError.x("invalid non-hex character in unicode escape", ctx);
					value = value << 4 | digit;
				}
				if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) TomlError.x("invalid unicode escape", ctx, errPtr);
				parsed += String.fromCodePoint(value);
				sliceStart = ctx.p--;
				state = 0;
			} else if (isMultiline && (c === 32 || c === 9)) state = 2;
			else {
				if (c === 98) parsed += "\b";
				else if (c === 116) parsed += "	";
				else if (c === 110) parsed += "\n";
				else if (c === 102) parsed += "\f";
				else if (c === 114) parsed += "\r";
				else if (c === 101) parsed += "\x1B";
				else if (c === 34) parsed += "\"";
				else if (c === 92) parsed += "\\";
				else TomlError.x("unrecognised escape sequence", ctx);
				sliceStart = ctx.p + 1;
				state = 0;
			}
		} else if (c !== 32 && c !== 9) {
			if (state === 2) TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
			state = !isLiteral && c === 92 ? 1 : 0;
			sliceStart = ctx.p;
		}
	}
	TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class TomlDate extends Date {
	#hasDate = false;
	#hasTime = false;
	#offset = null;
	constructor(date, fasttype, unsafeDelim) {
		let hasDate = true;
		let hasTime = true;
		let offset = "Z";
		let c;
		if (typeof date === "string") {
			if (fasttype) prep: {
				if (fasttype < 3) {
					if (+date.slice(11, 13) > 23) {
						date = "";
						break prep;
					}
					if (fasttype === 2) {
						offset = null;
						date += "Z";
					} else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) offset = date.slice(date.length - 6);
					if (unsafeDelim) date = date.slice(0, 10) + "T" + date.slice(11);
				} else if (fasttype === 4) date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
				hasDate = fasttype !== 4;
				hasTime = fasttype !== 3;
			}
			else {
				let match = date.match(DATE_TIME_RE);
				if (match) {
					if (!match[1]) {
						hasDate = false;
						date = `0000-01-01T${date}`;
					}
					hasTime = !!match[2];
					hasTime && date[10] === " " && (date = date.replace(" ", "T"));
					if (match[2] && +match[2] > 23) date = "";
					else {
						offset = match[3] || null;
						if (!offset && hasTime) date += "Z";
					}
				} else date = "";
			}
		}
		super(date);
		if (!isNaN(this.getTime())) {
			this.#hasDate = hasDate;
			this.#hasTime = hasTime;
			this.#offset = offset;
		}
	}
	isDateTime() {
		return this.#hasDate && this.#hasTime;
	}
	isLocal() {
		return !this.#hasDate || !this.#hasTime || !this.#offset;
	}
	isDate() {
		return this.#hasDate && !this.#hasTime;
	}
	isTime() {
		return this.#hasTime && !this.#hasDate;
	}
	isValid() {
		return this.#hasDate || this.#hasTime;
	}
	toISOString() {
		let iso = super.toISOString();
		if (this.isDate()) return iso.slice(0, 10);
		if (this.isTime()) return iso.slice(11, 23);
		if (this.#offset === null) return iso.slice(0, -1);
		if (this.#offset === "Z" || this.#offset === "z") return iso;
		let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
		offset = this.#offset[0] === "-" ? offset : -offset;
		return (/* @__PURE__ */ new Date(this.getTime() - offset * 6e4)).toISOString().slice(0, -1) + this.#offset;
	}
	static wrapAsOffsetDateTime(jsDate, offset = "Z") {
		let date = new TomlDate(jsDate);
		date.#offset = offset;
		return date;
	}
	static wrapAsLocalDateTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#offset = null;
		return date;
	}
	static wrapAsLocalDate(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasTime = false;
		date.#offset = null;
		return date;
	}
	static wrapAsLocalTime(jsDate) {
		let date = new TomlDate(jsDate);
		date.#hasDate = false;
		date.#offset = null;
		return date;
	}
};

// node_modules/smol-toml/dist/extract.js
function isDigit(char, base = 10) {
	return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
	return char === 32 || char === 9 || char === 10 || char === 13 || delim && (char === delim || char === 44) || char === 35;
}
/** @internal */
function extractValue(ctx, end) {
	let errPtr = ctx.p;
	let c = ctx.s.charCodeAt(ctx.p);
	if (c === 91 || c === 123) {
		ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
		let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
		ctx.d++;
		return value;
	}
	if (c === 34 || c === 39) return parseString(ctx);
	if (c === 116) {
		if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, true;
	}
	if (c === 102) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101) TomlError.x("invalid value", ctx, errPtr);
		return ctx.p++, false;
	}
	if (c === 43 || c === 45) return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
	if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) return parseDate(ctx, c, end);
	if (ctx.s.charCodeAt(ctx.p + 2) === 58) return parseTime(ctx, c, end);
	return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
	let c = startChr;
	let state = 0;
	let hasUnderscores = false;
	if (c === 105) {
		if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, (sign || 1) / 0;
	}
	if (c === 110) {
		if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110) TomlError.x("invalid value", ctx, startPtr);
		return ctx.p++, NaN;
	}
	if (c === 48) {
		if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr)) return ctx.bi === true ? 0n : 0;
		if (!sign) {
			if (c === 120) return parseIntegerBaseN(ctx, startPtr, 16, endChr);
			else if (c === 98) return parseIntegerBaseN(ctx, startPtr, 2, endChr);
			else if (c === 111) return parseIntegerBaseN(ctx, startPtr, 8, endChr);
		}
		if (c === 46) state = 2;
		else if (c === 101 || c === 69) state = 4;
		else TomlError.x("illegal leading zero", ctx, startPtr);
	} else if (!isDigit(c)) TomlError.x("invalid value", ctx, startPtr);
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
		if (!state) state = 1;
		if (c === 95) {
			if (!(state & 1)) TomlError.x("illegal underscore", ctx);
			state += 11;
			hasUnderscores = true;
		} else if (state === 1 && c === 46) state = 2;
		else if ((state === 1 || state === 3) && (c === 101 || c === 69)) state = 4;
		else if (state === 4 && (c === 43 || c === 45)) state = 6;
		else if (!isDigit(c)) TomlError.x(`illegal character in numeric literal`, ctx);
		else if (state > 9) state -= 11;
		else if (!(state & 1)) state++;
	}
	if (!state) {
		let val = (startChr - 48) * (sign || 1);
		return ctx.bi === true ? BigInt(val) : val;
	}
	if (!(state & 1)) TomlError.x("unfinished numeric value", ctx, startPtr);
	let str = ctx.s.slice(startPtr, ctx.p);
	if (hasUnderscores) str = str.replaceAll("_", "");
	return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
	let c, underscore = 1;
	while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) if (c === 95) {
		if (underscore & 1) TomlError.x("illegal underscore", ctx);
		underscore = 3;
	} else if (!isDigit(c, base)) TomlError.x(`illegal character in numeric literal`, ctx);
	else if (underscore & 1) underscore--;
	if (underscore & 1) TomlError.x("unfinished numeric value", ctx);
	let str = ctx.s.slice(startPtr + 2, ctx.p);
	if (underscore) str = str.replaceAll("_", "");
	return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
	if (ctx.bi !== true) int: {
		let val = parseInt(str, base);
		if (!Number.isSafeInteger(val)) {
			if (ctx.bi) break int;
			TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
		}
		return val;
	}
	return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
	let startPtr = ctx.p++, unsafeSeparator;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
	ctx.p += 5;
	if (!isDigit(ctx.s.charCodeAt(ctx.p++))) TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
	if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 3, false, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) !== 58) TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
	if (ctx.s.charCodeAt(ctx.p += 3) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	if (c = ctx.s.charCodeAt(ctx.p)) {
		if (c === 90 || c === 122) return readDate(ctx, ctx.s.slice(startPtr, ++ctx.p), 1, unsafeSeparator, startPtr, "[+00:00]");
		if (c === 43 || c === 45) return readDate(ctx, ctx.s.slice(startPtr, ctx.p += 6), 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
	}
	return readDate(ctx, ctx.s.slice(startPtr, ctx.p), 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
	let start = ctx.p;
	if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) return parseNumber(ctx, --ctx.p, c, 0, endChr);
	if (ctx.s.charCodeAt(ctx.p += 4) === 58) ctx.p += 3;
	if (ctx.s.charCodeAt(ctx.p) === 46) while (isDigit(ctx.s.charCodeAt(++ctx.p)));
	return readDate(ctx, ctx.s.slice(start, ctx.p), 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
	if (ctx.ld) {
		let date = new TomlDate(str, type, unsafeDelim);
		if (!date.isValid()) TomlError.x("invalid date", ctx, errPtr);
		return date;
	}
	try {
		if (temporalSuffix) str += temporalSuffix;
		switch (type) {
			case 1: return Temporal.ZonedDateTime.from(str);
			case 2: return Temporal.PlainDateTime.from(str);
			case 3: return Temporal.PlainDate.from(str);
			case 4: return Temporal.PlainTime.from(str);
		}
	} catch (e) {
		TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
	}
}

// node_modules/smol-toml/dist/util.js
/** @internal */
function skipComment(ctx) {
	for (; ctx.p < ctx.s.length; ctx.p++) {
		let c = ctx.s.charCodeAt(ctx.p);
		if (c === 10) break;
		if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
			ctx.p++;
			break;
		}
		if (c < 32 && c !== 9 || c === 127) TomlError.x("control characters are not allowed in comments", ctx);
	}
}
/** @internal */
function skipVoid(ctx, banNewLines, banComments) {
	let c;
	while (ctx.p < ctx.s.length) {
		while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10))) ctx.p++;
		if (banComments || c !== 35) break;
		skipComment(ctx);
	}
}

// node_modules/smol-toml/dist/struct.js
/** @internal */
function parseKey(ctx, end = 61) {
	let startPtr;
	let state = 0;
	let parsed = [];
	let sliceStart;
	let c = ctx.s.charCodeAt(startPtr = ctx.p);
	do
		if (c === end) {
			if (!state) TomlError.x("unexpected end of key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			return ctx.p++, parsed;
		} else if (c === 46) {
			if (!state) TomlError.x("illegal empty bare key", ctx);
			if (state === 1) parsed.push(ctx.s.slice(sliceStart, ctx.p));
			state = 0;
		} else if (!state && (c === 34 || c === 39)) {
			if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2)) TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
			parsed.push(parseString(ctx));
			state = 2;
			ctx.p--;
		} else if (c === 32 || c === 9) {
			if (state === 1) {
				parsed.push(ctx.s.slice(sliceStart, ctx.p));
				state = 2;
			}
		} else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) TomlError.x("illegal character in key", ctx);
		else if (!state) {
			state = 1;
			sliceStart = ctx.p;
		}
	while (c = ctx.s.charCodeAt(++ctx.p));
	TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
/** @internal */
function parseInlineTable(ctx) {
	let startPtr = ctx.p++;
	let res = Object.create(null);
	let seen = /* @__PURE__ */ new Set();
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
			ctx.p++;
			return res;
		}
		let k;
		let t = res;
		let hasOwn = false;
		let errPtr = ctx.p;
		let key = parseKey(ctx);
		for (let i = 0; i < key.length; i++) {
			if (i) t = hasOwn ? t[k] : t[k] = Object.create(null);
			k = key[i];
			if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) {
				t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
				break;
			}
			if (!hasOwn && unsafe) Object.defineProperty(t, k, {
				enumerable: true,
				configurable: true,
				writable: true
			});
		}
		if (hasOwn) TomlError.x("trying to redefine an already defined value", ctx, errPtr);
		skipVoid(ctx, true, true);
		let value = extractValue(ctx, 125);
		if (t && typeof (t[k] = value) === "object") seen.add(value);
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished table", ctx, startPtr);
}
/** @internal */
function parseArray(ctx) {
	let startPtr = ctx.p++;
	let res = [];
	let c;
	while (ctx.p < ctx.s.length) {
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
			ctx.p++;
			return res;
		}
		res.push(extractValue(ctx, 93));
		skipVoid(ctx);
		if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) return res;
		if (c !== 44) TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
	}
	TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
function peekTable(ctx, key, table, meta, type) {
	let t = table;
	let m = meta;
	let k;
	let hasOwn = false;
	let state;
	for (let i = 0; i < key.length; i++) {
		if (i) {
			t = hasOwn ? t[k] : t[k] = Object.create(null);
			m = (state = m[k]).c;
			if (type === 0 && (state.t === 1 || state.t === 2)) return null;
			if (state.t === 2) {
				let l = t.length - 1;
				t = t[l];
				m = m[l].c;
			}
		}
		k = key[i];
		if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) return null;
		if (!hasOwn) {
			let unsafe = k === "__proto__";
			if (ctx.uk && (unsafe || k === "constructor")) return false;
			if (unsafe) {
				Object.defineProperty(t, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
				Object.defineProperty(m, k, {
					enumerable: true,
					configurable: true,
					writable: true
				});
			}
			m[k] = {
				t: i < key.length - 1 && type === 2 ? 3 : type,
				d: false,
				i: 0,
				c: Object.create(null)
			};
		}
	}
	state = m[k];
	if (state.t !== type && !(type === 1 && state.t === 3)) return null;
	if (type === 2) {
		if (!state.d) {
			state.d = true;
			t[k] = [];
		}
		t[k].push(t = Object.create(null));
		state.c[state.i++] = state = {
			t: 1,
			d: false,
			i: 0,
			c: Object.create(null)
		};
	}
	if (state.d) return null;
	state.d = true;
	if (type === 1) t = hasOwn ? t[k] : t[k] = Object.create(null);
	else if (type === 0 && hasOwn) return null;
	return [
		k,
		t,
		state.c
	];
}
function validateTablePeek(ctx, peek, ptr) {
	if (peek === null || ctx.uk === 2) TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse(toml, options = {}) {
	let ctx = {
		s: toml,
		p: 0,
		d: options.maxDepth ?? 1e3,
		bi: options.integersAsBigInt ?? false,
		ld: options.useLegacyDate ?? true,
		uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
	};
	let res = Object.create(null);
	let meta = Object.create(null);
	let tmp;
	let skipping = false;
	let tbl = res;
	let m = meta;
	if (toml.charCodeAt(0) === 65279) ctx.p++;
	skipVoid(ctx);
	while (ctx.p < toml.length) {
		if (toml.charCodeAt(ctx.p) === 91) {
			let isTableArray = toml.charCodeAt(++ctx.p) === 91;
			tmp = ctx.p += +isTableArray;
			skipping = false;
			let k = parseKey(ctx, 93);
			if (isTableArray) {
				if (toml.charCodeAt(ctx.p) !== 93) TomlError.x("expected end of table array declaration", ctx);
				ctx.p++;
			}
			let p = peekTable(ctx, k, res, meta, isTableArray ? 2 : 1);
			if (!p) {
				validateTablePeek(ctx, p, tmp);
				skipping = true;
			} else {
				m = p[2];
				tbl = p[1];
			}
		} else {
			tmp = ctx.p;
			let p = peekTable(ctx, parseKey(ctx), tbl, m, 0);
			if (!p && !skipping) validateTablePeek(ctx, p, tmp);
			skipVoid(ctx, true, true);
			let v = extractValue(ctx, void 0);
			if (p && !skipping) p[1][p[0]] = v;
		}
		skipVoid(ctx, true);
		if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
		skipVoid(ctx);
	}
	return res;
}

// node_modules/smol-toml/dist/stringify.js
let HAS_WELLFORMED = !!"".isWellFormed;

// src/workspace/cargo-bins.ts
/**
* Names of the programs of a Cargo package, sorted: the declared ones, and those that Cargo finds by itself
* (https://doc.rust-lang.org/cargo/reference/cargo-targets.html#target-auto-discovery).
*/
async function cargoBins(files, folder, settings) {
	const bins = new Set(settings.declared.map(({ name }) => name));
	if (settings.autobins ?? (settings.edition !== "2015" || settings.declared.length === 0)) {
		const taken = new Set(settings.declared.flatMap(({ path }) => path === void 0 ? [] : [posix.normalize(path)]));
		for (const { name, path } of await conventionalBins(files, folder, settings.name)) if (!taken.has(path)) bins.add(name);
	}
	return [...bins].sort();
}
async function conventionalBins(files, folder, packageName) {
	const isFile = async (path) => (await files.stat(posix.join(folder, path)))?.kind === "file";
	const found = [];
	if (await isFile("src/main.rs")) found.push({
		name: packageName,
		path: "src/main.rs"
	});
	for (const { name } of await files.list(posix.join(folder, "src/bin"))) {
		if (name.startsWith(".")) continue;
		const path = `src/bin/${name}`;
		if (name.endsWith(".rs") && await isFile(path)) found.push({
			name: name.slice(0, -3),
			path
		});
		else if (await isFile(`${path}/main.rs`)) found.push({
			name,
			path: `${path}/main.rs`
		});
	}
	return found;
}

// src/workspace/cargo-manifest.ts
const inherited = looseObject({ workspace: literal(true) });
const dependencies = record(string(), union([string(), looseObject({
	path: string().optional(),
	workspace: boolean().optional()
})])).optional();
const dependencyTables = {
	dependencies,
	"dev-dependencies": dependencies,
	"build-dependencies": dependencies,
	dev_dependencies: dependencies,
	build_dependencies: dependencies
};
const paths = array(string()).optional();
const workspaceSchema = looseObject({
	members: paths,
	exclude: paths,
	package: looseObject({
		version: string().optional(),
		edition: string().optional()
	}).optional(),
	dependencies
});
const manifestSchema = looseObject({
	package: looseObject({
		name: string().min(1),
		version: union([string(), inherited]).optional(),
		edition: union([string(), inherited]).optional(),
		autobins: boolean().optional()
	}).optional(),
	workspace: workspaceSchema.optional(),
	bin: array(looseObject({
		name: string().min(1),
		path: string().optional()
	})).optional(),
	target: record(string(), looseObject(dependencyTables)).optional(),
	...dependencyTables
});
/** A reader that parses every manifest once. */
function cargoManifests(files) {
	const known = /* @__PURE__ */ new Map();
	return async (folder) => {
		const read = known.get(folder) ?? readManifest(files, manifestIn(folder), parse, manifestSchema);
		known.set(folder, read);
		return read;
	};
}
/** Path of the manifest in a folder. */
function manifestIn(folder) {
	return posix.join(folder, "Cargo.toml");
}
/** A path that a manifest writes from its folder, from the root, without a slash at its end. */
function pathFrom(folder, path) {
	return posix.join(folder, path).replace(/\/$/, "");
}
/** Folders of all path dependencies of a package, those that it takes over from `[workspace.dependencies]` among them. */
function pathDependencies(folder, manifest, root, workspace) {
	return [manifest, ...Object.values(manifest.target ?? {})].flatMap((table) => [
		table.dependencies,
		table["dev-dependencies"] ?? table.dev_dependencies,
		table["build-dependencies"] ?? table.build_dependencies
	]).flatMap((table) => Object.entries(table ?? {}).flatMap(([name, dependency]) => {
		if (typeof dependency === "string") return [];
		if (dependency.workspace !== true) return relativePaths(folder, dependency.path);
		const shared = workspace.dependencies?.[name];
		return typeof shared === "object" ? relativePaths(root, shared.path) : [];
	}));
}
/** An absolute path names a place on somebody's machine, never one in the repository. */
function relativePaths(folder, path) {
	return path === void 0 || posix.isAbsolute(path) ? [] : [pathFrom(folder, path)];
}
/** The package of a manifest, `undefined` for a virtual one, or why it is none. */
async function packageIn(files, folder, manifest, workspace) {
	const own = manifest.package;
	if (own === void 0) return void 0;
	const path = manifestIn(folder);
	const version = typeof own.version === "object" ? workspace?.package?.version : own.version ?? "0.0.0";
	if (version === void 0) return {
		path,
		why: "takes its version from the workspace, which sets none in [workspace.package]"
	};
	if ((0, import_valid.default)(version) !== version.replace(/\+.*$/, "")) return {
		path,
		why: `version "${version}" is not a semantic version`
	};
	const edition = typeof own.edition === "object" ? workspace?.package?.edition : own.edition;
	const bins = await cargoBins(files, folder, {
		name: own.name,
		edition: edition ?? "2015",
		autobins: own.autobins,
		declared: manifest.bin ?? []
	});
	return {
		ecosystem: "cargo",
		name: own.name,
		path: folder,
		version,
		bins,
		changelog: void 0
	};
}

// src/workspace/globs.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
const CARGO_GLOBS = {
	hidden: true,
	braces: false,
	negation: "none"
};
const NPM_GLOBS = {
	hidden: false,
	braces: true,
	negation: "readmitted"
};
const PNPM_GLOBS = {
	hidden: false,
	braces: true,
	negation: "final"
};
/** Never members, and too large to look through. */
const IGNORED = /* @__PURE__ */ new Set(["node_modules", ".git"]);
/**
* The folders below `base` that the patterns name, from the root, sorted and each once. A pattern without wildcards names at most
* one folder. `**` enters no link; other wildcards enter only links that stay inside the root; nothing outside the root is found.
*/
async function expandFolders(files, base, patterns, rules) {
	const { wanted, unwanted } = divide(patterns, rules);
	const found = /* @__PURE__ */ new Set();
	for (const pattern of wanted) for (const folder of await expandOne(files, base, pattern, rules)) found.add(folder);
	const removed = unwanted.map((pattern) => (0, import_picomatch.default)(pattern, {
		...matcherOptions(rules),
		dot: true
	}));
	return [...found].filter((folder) => !removed.some((matches) => matches(posix.relative(base, folder)))).sort();
}
/** Whether the pattern is more than the name of one folder. */
function isGlob(pattern, rules) {
	return (rules.braces ? /[*?[\]{}()]/ : /[*?[\]]/).test(pattern);
}
function divide(patterns, rules) {
	if (rules.negation === "none") return {
		wanted: patterns.map(tidy),
		unwanted: []
	};
	const wanted = [];
	let unwanted = [];
	for (const pattern of patterns) {
		const marks = /^!*/.exec(pattern)?.[0].length ?? 0;
		const bare = tidy(pattern.slice(marks).replaceAll("\\", "/"));
		if (marks % 2 === 1) {
			unwanted.push(bare);
			continue;
		}
		wanted.push(bare);
		if (rules.negation === "readmitted") unwanted = unwanted.filter((removed) => !(0, import_picomatch.default)(removed, matcherOptions(rules))(bare));
	}
	return {
		wanted,
		unwanted
	};
}
/** `./packages/*` and `/packages/*` and `packages/*` followed by a slash are one pattern. */
function tidy(pattern) {
	const relative = posix.normalize(pattern.replace(/^\.?\/+/, "")).replace(/\/+$/, "");
	return relative === "" ? "." : relative;
}
async function expandOne(files, base, pattern, rules) {
	if (!isGlob(pattern, rules)) {
		const folder = posix.join(base, pattern);
		return await isFolderInside(files, folder) ? [folder] : [];
	}
	const segments = pattern.split("/");
	const literal = segments.slice(0, segments.findIndex((segment) => isGlob(segment, rules)));
	const start = posix.join(base, ...literal);
	const rest = segments.slice(literal.length).join("/");
	if (!await isFolderInside(files, start)) return [];
	const matches = (0, import_picomatch.default)(rest, matcherOptions(rules));
	const depth = rest.includes("**") ? 1e400 : rest.split("/").length;
	const found = matches("") || rest === "**" ? [start] : [];
	for (const below of await walk(files, start, "", depth, rules)) if (matches(below)) found.push(posix.join(start, below));
	return found;
}
function matcherOptions(rules) {
	return {
		dot: rules.hidden,
		nobrace: !rules.braces,
		noext: !rules.braces,
		nonegate: true
	};
}
async function walk(files, start, below, depth, rules) {
	if (depth === 0) return [];
	const found = [];
	for (const { name, kind } of await files.list(posix.join(start, below))) {
		if (IGNORED.has(name)) continue;
		const path = posix.join(below, name);
		if (kind === "folder" || kind === "link" && depth !== 1e400 && await isFolderInside(files, posix.join(start, path))) found.push(path, ...await walk(files, start, path, depth - 1, rules));
	}
	return found;
}
async function isFolderInside(files, folder) {
	if (folder === ".." || folder.startsWith("../")) return false;
	return (await files.stat(folder))?.kind === "folder" && await insideRoot(files, folder);
}

// src/workspace/cargo.ts
const SKIPPED_FOLDERS = /* @__PURE__ */ new Set([
	"node_modules",
	"target",
	"vendor",
	"dist"
]);
const SEARCH_DEPTH = 3;
/**
* The packages of the Cargo workspace (or single package) at the root, by Cargo's own rules
* (https://doc.rust-lang.org/cargo/reference/workspaces.html): members with globs, the root package, path dependencies inside the
* workspace's folder, literal `exclude` paths, inheritance. Without a `Cargo.toml` at the root, each one nearest to it down to
* three folders deep is such a start.
*/
async function readCargo(files) {
	const packages = [];
	const unreadable = [];
	for (const start of await findStarts(files, ".", SEARCH_DEPTH)) {
		const found = await readStart(files, start);
		packages.push(...found.packages);
		unreadable.push(...found.unreadable);
	}
	return {
		packages,
		unreadable
	};
}
async function findStarts(files, folder, depth) {
	const entries = await files.list(folder);
	if (entries.some(({ name, kind }) => name === "Cargo.toml" && kind !== "folder")) return [folder];
	if (depth === 0) return [];
	const starts = [];
	for (const { name, kind } of entries) {
		if (kind !== "folder" || name.startsWith(".") || SKIPPED_FOLDERS.has(name)) continue;
		starts.push(...await findStarts(files, posix.join(folder, name), depth - 1));
	}
	return starts;
}
async function readStart(files, root) {
	const read = cargoManifests(files);
	const start = await read(root);
	if (start.state === "missing") return {
		packages: [],
		unreadable: []
	};
	if (start.state === "unreadable") return {
		packages: [],
		unreadable: [start.unreadable]
	};
	const { workspace } = start.value;
	const { members, unreadable } = workspace === void 0 ? {
		members: /* @__PURE__ */ new Map([[root, start.value]]),
		unreadable: []
	} : await findMembers(files, read, root, start.value, workspace);
	const packages = [];
	for (const [folder, manifest] of members) {
		const found = await packageIn(files, folder, manifest, workspace);
		if (found === void 0) continue;
		if ("why" in found) unreadable.push(found);
		else packages.push(found);
	}
	return {
		packages,
		unreadable
	};
}
async function findMembers(files, read, root, start, workspace) {
	const members = /* @__PURE__ */ new Map([[root, start]]);
	const unreadable = [];
	const dependenciesOf = (folder, manifest) => pathDependencies(folder, manifest, root, workspace).filter((path) => isWithin(path, root)).map((path) => ({
		folder: path,
		ifMissing: `is a path dependency of ${manifestIn(folder)}, but does not exist`
	}));
	const excluded = isExcluded(root, workspace);
	const seen = /* @__PURE__ */ new Set([root]);
	const queue = [...await listedMembers(files, root, workspace), ...dependenciesOf(root, start)];
	for (let next = queue.shift(); next !== void 0; next = queue.shift()) {
		const { folder, ifMissing } = next;
		if (seen.has(folder) || excluded(folder)) continue;
		seen.add(folder);
		if (!isWithin(folder, ".")) {
			unreadable.push({
				path: manifestIn(folder),
				why: "lies outside of the repository"
			});
			continue;
		}
		if (await isInNestedWorkspace(read, root, folder)) continue;
		const member = await read(folder);
		switch (member.state) {
			case "read":
				members.set(folder, member.value);
				queue.push(...dependenciesOf(folder, member.value));
				break;
			case "unreadable":
				unreadable.push(member.unreadable);
				break;
			case "missing": if (ifMissing !== void 0) unreadable.push({
				path: manifestIn(folder),
				why: ifMissing
			});
		}
	}
	return {
		members,
		unreadable
	};
}
async function listedMembers(files, root, workspace) {
	const listed = workspace.members ?? [];
	const globs = listed.filter((member) => isGlob(member, CARGO_GLOBS));
	const matched = await expandFolders(files, root, globs, CARGO_GLOBS);
	return [...listed.filter((member) => !isGlob(member, CARGO_GLOBS)).map((member) => ({
		folder: pathFrom(root, member),
		ifMissing: `is listed in the members of ${manifestIn(root)}, but does not exist`
	})), ...matched.map((folder) => ({
		folder,
		ifMissing: void 0
	}))];
}
/** Cargo takes `exclude` literally, wildcards too, and lets a literal entry in `members` win over it. */
function isExcluded(root, { exclude = [], members = [] }) {
	const holds = (paths, folder) => paths.some((path) => isWithin(folder, pathFrom(root, path)));
	return (folder) => holds(exclude, folder) && !holds(members, folder);
}
async function isInNestedWorkspace(read, root, folder) {
	for (let at = folder; at !== root && isWithin(at, root); at = posix.dirname(at)) {
		const manifest = await read(at);
		if (manifest.state === "read" && manifest.value.workspace !== void 0) return true;
	}
	return false;
}
/** Whether a path from the root is the folder itself or below it. */
function isWithin(path, folder) {
	if (folder === ".") return path !== ".." && !path.startsWith("../");
	return path === folder || path.startsWith(`${folder}/`);
}

// src/workspace/declared.ts
/**
* The declared packages with the versions that their files hold.
* @throws UserError, or UserErrors with all of them: a folder or file that is not there, a pattern that is none or does not match.
*/
async function readDeclared(files, declared) {
	const packages = [];
	const mistakes = [];
	for (const { name, path, version: source } of declared) {
		const folder = posix.normalize(path).replace(/(?<=[^/])\/+$/, "");
		if (!await isThere(files, folder, "folder")) mistakes.push(new UserError("WORKSPACE_FOLDER_MISSING", `package ${name}: there is no folder ${path}`, { hint: "Write the path of a folder of this repository, from its root." }));
		const version = source.from === "tag" ? void 0 : await versionInFile(files, name, source);
		if (version instanceof UserError) mistakes.push(version);
		else packages.push({
			ecosystem: "generic",
			name,
			path: folder,
			version,
			bins: [],
			changelog: void 0
		});
	}
	throwAll(mistakes);
	return packages;
}
async function versionInFile(files, name, { file, pattern }) {
	if (!await isThere(files, file, "file")) return new UserError("WORKSPACE_VERSION_FILE_MISSING", `package ${name}: there is no file ${file} to read its version from`, { hint: "Write the path of a file of this repository, from its root." });
	const text = await files.text(file);
	if (pattern === void 0) {
		const line = text.split(/\r?\n/, 1)[0]?.trim().replace(/^v(?=\d)/, "") ?? "";
		return /^\S+$/.test(line) ? line : notFound(name, file, "its first line is not a version", "Set a pattern that finds the version.");
	}
	let expression;
	try {
		expression = new RegExp(pattern, "m");
	} catch (cause) {
		return new UserError("WORKSPACE_VERSION_PATTERN", `package ${name}: the pattern for ${file} is not a regular expression`, { cause });
	}
	const match = expression.exec(text);
	if (match === null) return notFound(name, file, `the pattern ${pattern} does not match`, "Try the pattern on the file; ^ and $ are ends of lines.");
	const version = match.groups?.["version"] ?? match[1];
	if (version !== void 0 && /^\S+$/.test(version)) return version;
	return notFound(name, file, `the pattern ${pattern} matches, but no group of it holds a version`, "Put the version between parentheses, or into a group (?<version>…).");
}
function notFound(name, file, why, hint) {
	return new UserError("WORKSPACE_VERSION_NOT_FOUND", `package ${name}: found no version in ${file}: ${why}`, { hint });
}
async function isThere(files, path, kind) {
	if (posix.isAbsolute(path) || /^\.\.(\/|$)/.test(posix.normalize(path))) return false;
	return (await files.stat(path))?.kind === kind && await insideRoot(files, path);
}

// src/workspace/npm.ts
var import_dist = require_dist();
const patterns = array(string());
const packageSchema = looseObject({
	name: string().optional(),
	version: string().optional(),
	private: unknown().optional(),
	workspaces: union([patterns, looseObject({ packages: patterns.optional() })]).optional(),
	bin: union([string(), record(string(), string())]).optional()
});
/** An empty file is what pnpm itself takes for a workspace of the root alone. */
const pnpmSchema = looseObject({ packages: patterns.optional() }).nullable();
/**
* The packages of the npm, pnpm, yarn or bun workspace at the root, or the single package there. Private packages count. Packages
* without a version are left out; if there is no other, they come back as unreadable. A private root without a version holds the
* workspace together and is neither.
*/
async function readNpm(files) {
	const unreadable = [];
	const root = await readManifest(files, "package.json", JSON.parse, packageSchema);
	if (root.state === "unreadable") unreadable.push(root.unreadable);
	const members = await memberPatterns(files, root.state === "read" ? root.value : void 0, unreadable);
	const packages = [];
	const unversioned = [];
	const add = (folder, manifest) => {
		const path = posix.join(folder, "package.json");
		const { name, version } = manifest;
		if (name === void 0 || name === "") return;
		if (version === void 0) unversioned.push({
			path,
			why: "has no version"
		});
		else if ((0, import_valid.default)(version) === null) unreadable.push({
			path,
			why: `version "${version}" is not a semantic version`
		});
		else packages.push({
			ecosystem: "npm",
			name,
			path: folder,
			version,
			bins: binsOf(name, manifest.bin),
			changelog: void 0
		});
	};
	if (root.state === "read" && !isContainer(root.value)) add(".", root.value);
	for (const folder of await expandFolders(files, ".", members.patterns, members.rules)) {
		if (folder === ".") continue;
		const member = await readManifest(files, posix.join(folder, "package.json"), JSON.parse, packageSchema);
		if (member.state === "unreadable") unreadable.push(member.unreadable);
		else if (member.state === "read") add(folder, member.value);
	}
	if (packages.length === 0) unreadable.push(...unversioned);
	return {
		packages,
		unreadable
	};
}
async function memberPatterns(files, root, unreadable) {
	const pnpm = await readManifest(files, "pnpm-workspace.yaml", (text) => (0, import_dist.parse)(text), pnpmSchema);
	if (pnpm.state === "unreadable") unreadable.push(pnpm.unreadable);
	if (pnpm.state === "read" && pnpm.value?.packages !== void 0) return {
		patterns: pnpm.value.packages,
		rules: PNPM_GLOBS
	};
	const workspaces = root?.workspaces ?? [];
	return {
		patterns: "packages" in workspaces ? workspaces.packages ?? [] : asList(workspaces),
		rules: NPM_GLOBS
	};
}
function asList(workspaces) {
	return Array.isArray(workspaces) ? workspaces : [];
}
function isContainer(root) {
	return root.private === true && root.version === void 0;
}
/** A `bin` that is a path makes one command, called like the package without its scope. */
function binsOf(name, bin) {
	if (bin === void 0) return [];
	const commands = typeof bin === "string" ? [name] : Object.keys(bin);
	return [...new Set(commands.map((command) => posix.basename(command)))].sort();
}

// src/workspace/workspace.ts
const READERS = [
	{
		ecosystem: "generic",
		because: "a mistake in a declaration stops everything, so it is told before the tree is walked",
		replaces: ["cargo", "npm"],
		read: async (files, declared) => ({
			packages: await readDeclared(files, declared),
			unreadable: []
		})
	},
	{
		ecosystem: "cargo",
		because: "it starts at one manifest and mostly ends there",
		replaces: [],
		read: async (files) => readCargo(files)
	},
	{
		ecosystem: "npm",
		because: "its patterns may walk the whole tree",
		replaces: [],
		read: async (files) => readNpm(files)
	}
];
/**
* Every package of the repository, sorted by ecosystem, path and name, each with its changelog. A manifest that cannot be read is
* told in `unreadable` and stops nothing. Of the same name in two ecosystems both stay; a declared package replaces what was
* found under its name in its folder.
*
* @param files rooted at the repository; all paths are relative to that.
* @throws UserError, or UserErrors with all of them, for declared packages that cannot be read.
*/
async function readWorkspace(files, declared) {
	const packages = [];
	const unreadable = [];
	const replaced = /* @__PURE__ */ new Set();
	for (const reader of READERS) {
		const found = await reader.read(files, declared);
		unreadable.push(...found.unreadable);
		for (const one of found.packages) {
			if (replaced.has(keyOf(one.ecosystem, one))) continue;
			packages.push({
				...one,
				changelog: await findChangelog(files, one.path)
			});
			for (const ecosystem of reader.replaces) replaced.add(keyOf(ecosystem, one));
		}
	}
	return {
		packages: packages.sort((a, b) => compare(keyOf(a.ecosystem, a), keyOf(b.ecosystem, b))),
		unreadable: unreadable.sort((a, b) => compare(a.path, b.path))
	};
}
/** NUL sorts before everything that a path may hold, so that keys sort field by field. */
function keyOf(ecosystem, { path, name }) {
	return [
		ecosystem,
		path,
		name
	].join("\0");
}
/** By code unit: the same on every machine. */
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/modes/ship.ts
/** What ships from the commit, and the jobs that build it: the common part of `release` and `matrix`. */
async function whatShips({ runtime, config, root }, inputs) {
	const workspace = await readWorkspace(runtime.files, declaredPackages(config));
	const facts = await readFacts(runtime, root, {
		context: runtime.context,
		commit: inputs.commit,
		token: inputs.token,
		strict: inputs.mode === "release"
	});
	const planned = makePlan({
		mode: inputs.mode,
		commit: facts.commit,
		date: facts.date,
		config,
		workspace,
		tags: facts.tags,
		packages: inputs.packages,
		targets: inputs.targets,
		chosen: inputs.mode === "release" ? chosenBy(inputs, config, workspace, facts.tags) : void 0
	});
	for (const { message, where } of planned.notices) runtime.log.warning(message, where);
	return {
		...planned,
		workspace,
		tags: facts.tags,
		rows: matrixRows(planned.plan, config)
	};
}
function chosenBy(inputs, config, workspace, tags) {
	const { packages } = configuredPackages(config, workspace);
	const template = tagTemplate(config, packages);
	if (inputs.plan !== void 0) return readPlannerOutput(inputs.plan, template);
	if (inputs.tags.length === 0) return void 0;
	const { chosen, mistakes } = releasesOfTags(inputs.tags, packages.map((entry) => entry.package), template, tags);
	throwAll(mistakes);
	return chosen;
}
/**
* Bytes of the plan that fit through a job's output into an input of the next job. An input becomes one variable of the step's
* environment, and Linux starts no process with one of 128 KiB (MAX_ARG_STRLEN, execve(2)).
*/
const planOutputLimit = 12e4;
/** The outputs of `release` and `matrix`. */
function shippingOutputs(plan, rows) {
	const encoded = encodePlan(plan);
	const channels = new Set(plan.releases.map(({ channel }) => channel));
	const [channel = ""] = channels.size === 1 ? channels : [];
	return {
		"build-matrix": matrixOutput(rows),
		"has-builds": String(rows.length > 0),
		plan: Buffer.byteLength(encoded) > 12e4 ? "" : encoded,
		releases: JSON.stringify(plan.releases.map(({ package: name, version, tag, channel: of, prerelease }) => ({
			package: name,
			version,
			tag,
			channel: of,
			prerelease
		}))),
		commit: plan.commit,
		channel,
		"destination-matrix": destinationMatrix(plan)
	};
}

export { renderPlan as i, shippingOutputs as n, whatShips as r, planOutputLimit as t };