import { a as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { i as renderCommand, l as mistakesOf, s as UserError, u as throwAll } from "./placeholders.js";
import { a as fitting, i as escapeMarkdown, n as code, o as link } from "./markdown.js";
import { A as string, M as unknown, O as record, T as looseObject, b as array, j as union, w as literal, x as boolean } from "./fields.js";
import { t as releaseId } from "./types.js";
import { r as targetValues, t as pathPart } from "./values.js";
import { C as mostSpecific, S as matcher, T as require_picomatch, _ as sealPlan, a as insideRoot, c as ownScalars, d as readFacts, f as isTagName, g as encodePlan, i as findChangelog, l as ownKeys, m as versionInTag, o as readManifest, p as renderTag, r as require_dist, s as describeTarget, t as declaredPackages, v as compare$1, w as unmatched, y as configuredPackages } from "./prepare.js";
import { posix } from "node:path";
import { createHash } from "node:crypto";

// src/report/plan-summary.ts
/** The page of `release` and `matrix`: what ships, what is built for it, where it goes, and what stays. */
function renderPlan(plan, rows, skipped, drafts) {
	const { releases, destinations } = plan;
	const head = `## Slipway: what ships from ${code(plan.commit.slice(0, 7))}\n\n${releases.length === 0 ? "Nothing: no package has a version to release here." : `${releases.length} ${releases.length === 1 ? "release" : "releases"}, ${rows.length} build ${rows.length === 1 ? "job" : "jobs"}.`}`;
	const table = [
		"| package | version | tag | channel | targets | |",
		"|---|---|---|---|---|---|",
		...releases.map((release) => {
			const url = drafts.get(releaseId(release));
			const state = release.state === "pending" ? "will be tagged" : release.state === "tagged" ? "tagged" : "no tag";
			return `| ${escapeMarkdown(release.package)} | ${escapeMarkdown(release.version)} | ${release.tag === "" ? "" : code(release.tag)} | ${escapeMarkdown(release.channel)}${release.prerelease ? " (prerelease)" : ""} | ${release.targets.map(({ target }) => code(target)).join(" ")} | ${state}${url === void 0 ? "" : `, ${link("draft", url)}`} |`;
		})
	].join("\n");
	const where = [
		"| destination | kind | gets |",
		"|---|---|---|",
		...destinations.map(({ name, kind, releases: gets }) => `| ${escapeMarkdown(name)} | ${escapeMarkdown(kind)} | ${gets.length === 0 ? "nothing of this" : gets.map(code).join(" ")} |`)
	].join("\n");
	const stays = skipped.map(({ package: name, why }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(why)}`).join("\n");
	return fitting([
		head,
		...releases.length === 0 ? [] : [table],
		...releases.length === 0 || destinations.length === 0 ? [] : [where],
		...skipped.length === 0 ? [] : [`<details><summary>${skipped.length} not released</summary>\n\n${stays}\n\n</details>`]
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
		entry: entryOf(config, release)
	}))), config).map((group) => rowOf(group, config));
	if (rows.length > 256) {
		const grouping = config.matrix["group-by"];
		throw new UserError("MATRIX_TOO_LARGE", `the build matrix would have ${rows.length} jobs; GitHub runs at most ${256} of one matrix`, { hint: grouping === "none" ? "Write \"matrix: { group-by: target }\": one job per target, with `matrix.packages` instead of `matrix.package`." : "Build less at once, with the inputs \"packages\" or \"targets\"." });
	}
	return rows;
}
/** The output `build-matrix`: the empty string where there is nothing to build, since GitHub refuses an empty matrix. */
const matrixOutput = (rows) => rows.length === 0 ? "" : JSON.stringify({ include: rows });
const entryOf = (config, release) => (mostSpecific(config.packages, `${release.ecosystem}/${release.package}`) ?? mostSpecific(config.packages, release.package))?.value ?? {};
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
* upload-artifact takes, and is the same on every run of a commit.
*/
function artifactNames(products, grouping) {
	const severalCommits = new Set(products.map(({ release }) => release.commit)).size > 1;
	const suffix = (release) => severalCommits ? `-${release.commit.slice(0, 7)}` : "";
	const places = /* @__PURE__ */ new Map();
	const owners = /* @__PURE__ */ new Map();
	for (const { release, targets } of products) for (const target of targets) {
		const key = keyOf$1(release, target.name);
		switch (grouping) {
			case "none": {
				const plain = pathPart(`${release.package}-${release.version}-${target.name}`);
				const artifact = owners.has(plain) ? `${plain}-${createHash("sha256").update(key).digest("hex").slice(0, 8)}` : plain;
				owners.set(plain, key);
				places.set(key, {
					artifact,
					folder: ""
				});
				break;
			}
			case "target":
				places.set(key, {
					artifact: `packages-${pathPart(target.name)}${suffix(release)}`,
					folder: pathPart(release.package)
				});
				break;
			case "os": places.set(key, {
				artifact: `packages-${pathPart(target.os ?? "any")}${suffix(release)}`,
				folder: `${pathPart(release.package)}/${pathPart(target.name)}`
			});
		}
	}
	return (release, target) => {
		const place = places.get(keyOf$1(release, target));
		if (place === void 0) throw new Error(`no artifact was named for ${release.package} on ${target}`);
		return place;
	};
}
const keyOf$1 = (release, target) => JSON.stringify([
	release.ecosystem,
	release.package,
	release.version,
	target
]);

// node_modules/semver/internal/constants.js
var require_constants = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SEMVER_SPEC_VERSION = "2.0.0";
	const MAX_LENGTH = 256;
	const MAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER || 
	/* istanbul ignore next */ 9007199254740991;
	const MAX_SAFE_COMPONENT_LENGTH = 16;
	const MAX_SAFE_BUILD_LENGTH = 250;
	const WHITESPACE_CHARACTERS = [
		"	",
		"\n",
		"\v",
		"\f",
		"\r",
		" ",
		"\xA0",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		"\u2028",
		"\u2029",
		" ",
		" ",
		"　",
		"﻿"
	];
	const RELEASE_TYPES = [
		"major",
		"premajor",
		"minor",
		"preminor",
		"patch",
		"prepatch",
		"prerelease"
	];
	module.exports = {
		MAX_LENGTH,
		MAX_SAFE_COMPONENT_LENGTH,
		MAX_SAFE_BUILD_LENGTH,
		MAX_SAFE_INTEGER,
		WHITESPACE_CHARACTERS,
		RELEASE_TYPES,
		SEMVER_SPEC_VERSION,
		FLAG_INCLUDE_PRERELEASE: 1,
		FLAG_LOOSE: 2
	};
}));

// node_modules/semver/internal/debug.js
var require_debug = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const debug = typeof process === "object" && process.env && process.env.NODE_DEBUG && /\bsemver\b/i.test(process.env.NODE_DEBUG) ? (...args) => console.error("SEMVER", ...args) : () => {};
	module.exports = debug;
}));

// node_modules/semver/internal/re.js
var require_re = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { MAX_SAFE_COMPONENT_LENGTH, MAX_SAFE_BUILD_LENGTH, MAX_LENGTH } = require_constants();
	const debug = require_debug();
	exports = module.exports = {};
	const re = exports.re = [];
	const safeRe = exports.safeRe = [];
	const src = exports.src = [];
	const safeSrc = exports.safeSrc = [];
	const t = exports.t = {};
	let R = 0;
	const LETTERDASHNUMBER = "[a-zA-Z0-9-]";
	const safeRegexReplacements = [
		["\\s", 1],
		["\\d", MAX_LENGTH],
		[LETTERDASHNUMBER, MAX_SAFE_BUILD_LENGTH]
	];
	const makeSafeRegex = (value) => {
		for (const [token, max] of safeRegexReplacements) value = value.split(`${token}*`).join(`${token}{0,${max}}`).split(`${token}+`).join(`${token}{1,${max}}`);
		return value;
	};
	const createToken = (name, value, isGlobal) => {
		const safe = makeSafeRegex(value);
		const index = R++;
		debug(name, index, value);
		t[name] = index;
		src[index] = value;
		safeSrc[index] = safe;
		re[index] = new RegExp(value, isGlobal ? "g" : void 0);
		safeRe[index] = new RegExp(safe, isGlobal ? "g" : void 0);
	};
	createToken("NUMERICIDENTIFIER", "0|[1-9]\\d*");
	createToken("NUMERICIDENTIFIERLOOSE", "\\d+");
	createToken("NONNUMERICIDENTIFIER", `\\d*[a-zA-Z-]${LETTERDASHNUMBER}*`);
	createToken("MAINVERSION", `(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})`);
	createToken("MAINVERSIONLOOSE", `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})`);
	createToken("PRERELEASEIDENTIFIER", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIER]})`);
	createToken("PRERELEASEIDENTIFIERLOOSE", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIERLOOSE]})`);
	createToken("PRERELEASE", `(?:-(${src[t.PRERELEASEIDENTIFIER]}(?:\\.${src[t.PRERELEASEIDENTIFIER]})*))`);
	createToken("PRERELEASELOOSE", `(?:-?(${src[t.PRERELEASEIDENTIFIERLOOSE]}(?:\\.${src[t.PRERELEASEIDENTIFIERLOOSE]})*))`);
	createToken("BUILDIDENTIFIER", `${LETTERDASHNUMBER}+`);
	createToken("BUILD", `(?:\\+(${src[t.BUILDIDENTIFIER]}(?:\\.${src[t.BUILDIDENTIFIER]})*))`);
	createToken("FULLPLAIN", `v?${src[t.MAINVERSION]}${src[t.PRERELEASE]}?${src[t.BUILD]}?`);
	createToken("FULL", `^${src[t.FULLPLAIN]}$`);
	createToken("LOOSEPLAIN", `[v=\\s]*${src[t.MAINVERSIONLOOSE]}${src[t.PRERELEASELOOSE]}?${src[t.BUILD]}?`);
	createToken("LOOSE", `^${src[t.LOOSEPLAIN]}$`);
	createToken("GTLT", "((?:<|>)?=?)");
	createToken("XRANGEIDENTIFIERLOOSE", `${src[t.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`);
	createToken("XRANGEIDENTIFIER", `${src[t.NUMERICIDENTIFIER]}|x|X|\\*`);
	createToken("XRANGEPLAIN", `[v=\\s]*(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:${src[t.PRERELEASE]})?${src[t.BUILD]}?)?)?`);
	createToken("XRANGEPLAINLOOSE", `[v=\\s]*(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:${src[t.PRERELEASELOOSE]})?${src[t.BUILD]}?)?)?`);
	createToken("XRANGE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAIN]}$`);
	createToken("XRANGELOOSE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("COERCEPLAIN", `(^|[^\\d])(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}})(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?`);
	createToken("COERCE", `${src[t.COERCEPLAIN]}(?:$|[^\\d])`);
	createToken("COERCEFULL", src[t.COERCEPLAIN] + `(?:${src[t.PRERELEASE]})?(?:${src[t.BUILD]})?(?:$|[^\\d])`);
	createToken("COERCERTL", src[t.COERCE], true);
	createToken("COERCERTLFULL", src[t.COERCEFULL], true);
	createToken("LONETILDE", "(?:~>?)");
	createToken("TILDETRIM", `(\\s*)${src[t.LONETILDE]}\\s+`, true);
	exports.tildeTrimReplace = "$1~";
	createToken("TILDE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAIN]}$`);
	createToken("TILDELOOSE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("LONECARET", "(?:\\^)");
	createToken("CARETTRIM", `(\\s*)${src[t.LONECARET]}\\s+`, true);
	exports.caretTrimReplace = "$1^";
	createToken("CARET", `^${src[t.LONECARET]}${src[t.XRANGEPLAIN]}$`);
	createToken("CARETLOOSE", `^${src[t.LONECARET]}${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("COMPARATORLOOSE", `^${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]})$|^$`);
	createToken("COMPARATOR", `^${src[t.GTLT]}\\s*(${src[t.FULLPLAIN]})$|^$`);
	createToken("COMPARATORTRIM", `(\\s*)${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]}|${src[t.XRANGEPLAIN]})`, true);
	exports.comparatorTrimReplace = "$1$2$3";
	createToken("HYPHENRANGE", `^\\s*(${src[t.XRANGEPLAIN]})\\s+-\\s+(${src[t.XRANGEPLAIN]})\\s*$`);
	createToken("HYPHENRANGELOOSE", `^\\s*(${src[t.XRANGEPLAINLOOSE]})\\s+-\\s+(${src[t.XRANGEPLAINLOOSE]})\\s*$`);
	createToken("STAR", "(<|>)?=?\\s*\\*");
	createToken("GTE0", "^\\s*>=\\s*0\\.0\\.0\\s*$");
	createToken("GTE0PRE", "^\\s*>=\\s*0\\.0\\.0-0\\s*$");
}));

// node_modules/semver/internal/parse-options.js
var require_parse_options = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const looseOption = Object.freeze({ loose: true });
	const emptyOpts = Object.freeze({});
	const parseOptions = (options) => {
		if (!options) return emptyOpts;
		if (typeof options !== "object") return looseOption;
		return options;
	};
	module.exports = parseOptions;
}));

// node_modules/semver/internal/identifiers.js
var require_identifiers = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const numeric = /^[0-9]+$/;
	const compareIdentifiers = (a, b) => {
		if (typeof a === "number" && typeof b === "number") return a === b ? 0 : a < b ? -1 : 1;
		const anum = numeric.test(a);
		const bnum = numeric.test(b);
		if (anum && bnum) {
			a = +a;
			b = +b;
		}
		return a === b ? 0 : anum && !bnum ? -1 : bnum && !anum ? 1 : a < b ? -1 : 1;
	};
	const rcompareIdentifiers = (a, b) => compareIdentifiers(b, a);
	module.exports = {
		compareIdentifiers,
		rcompareIdentifiers
	};
}));

// node_modules/semver/classes/semver.js
var require_semver$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const debug = require_debug();
	const { MAX_LENGTH, MAX_SAFE_INTEGER } = require_constants();
	const { safeRe: re, t } = require_re();
	const parseOptions = require_parse_options();
	const { compareIdentifiers } = require_identifiers();
	const isPrereleaseIdentifier = (prerelease, identifier) => {
		const identifiers = identifier.split(".");
		if (identifiers.length > prerelease.length) return false;
		for (let i = 0; i < identifiers.length; i++) if (compareIdentifiers(prerelease[i], identifiers[i]) !== 0) return false;
		return true;
	};
	var SemVer = class SemVer {
		constructor(version, options) {
			options = parseOptions(options);
			if (version instanceof SemVer) {
				if (version.loose === !!options.loose && version.includePrerelease === !!options.includePrerelease) return version;
				else version = version.version;
			} else if (typeof version !== "string") throw new TypeError(`Invalid version. Must be a string. Got type "${typeof version}".`);
			if (version.length > MAX_LENGTH) throw new TypeError(`version is longer than ${MAX_LENGTH} characters`);
			debug("SemVer", version, options);
			this.options = options;
			this.loose = !!options.loose;
			this.includePrerelease = !!options.includePrerelease;
			const m = version.trim().match(options.loose ? re[t.LOOSE] : re[t.FULL]);
			if (!m) throw new TypeError(`Invalid Version: ${version}`);
			this.raw = version;
			this.major = +m[1];
			this.minor = +m[2];
			this.patch = +m[3];
			if (this.major > MAX_SAFE_INTEGER || this.major < 0) throw new TypeError("Invalid major version");
			if (this.minor > MAX_SAFE_INTEGER || this.minor < 0) throw new TypeError("Invalid minor version");
			if (this.patch > MAX_SAFE_INTEGER || this.patch < 0) throw new TypeError("Invalid patch version");
			if (!m[4]) this.prerelease = [];
			else this.prerelease = m[4].split(".").map((id) => {
				if (/^[0-9]+$/.test(id)) {
					const num = +id;
					if (num >= 0 && num < MAX_SAFE_INTEGER) return num;
				}
				return id;
			});
			this.build = m[5] ? m[5].split(".") : [];
			this.format();
		}
		format() {
			this.version = `${this.major}.${this.minor}.${this.patch}`;
			if (this.prerelease.length) this.version += `-${this.prerelease.join(".")}`;
			return this.version;
		}
		toString() {
			return this.version;
		}
		compare(other) {
			debug("SemVer.compare", this.version, this.options, other);
			if (!(other instanceof SemVer)) {
				if (typeof other === "string" && other === this.version) return 0;
				other = new SemVer(other, this.options);
			}
			if (other.version === this.version) return 0;
			return this.compareMain(other) || this.comparePre(other);
		}
		compareMain(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			if (this.major < other.major) return -1;
			if (this.major > other.major) return 1;
			if (this.minor < other.minor) return -1;
			if (this.minor > other.minor) return 1;
			if (this.patch < other.patch) return -1;
			if (this.patch > other.patch) return 1;
			return 0;
		}
		comparePre(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			if (this.prerelease.length && !other.prerelease.length) return -1;
			else if (!this.prerelease.length && other.prerelease.length) return 1;
			else if (!this.prerelease.length && !other.prerelease.length) return 0;
			let i = 0;
			do {
				const a = this.prerelease[i];
				const b = other.prerelease[i];
				debug("prerelease compare", i, a, b);
				if (a === void 0 && b === void 0) return 0;
				else if (b === void 0) return 1;
				else if (a === void 0) return -1;
				else if (a === b) continue;
				else return compareIdentifiers(a, b);
			} while (++i);
		}
		compareBuild(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			let i = 0;
			do {
				const a = this.build[i];
				const b = other.build[i];
				debug("build compare", i, a, b);
				if (a === void 0 && b === void 0) return 0;
				else if (b === void 0) return 1;
				else if (a === void 0) return -1;
				else if (a === b) continue;
				else return compareIdentifiers(a, b);
			} while (++i);
		}
		inc(release, identifier, identifierBase) {
			if (release.startsWith("pre")) {
				if (!identifier && identifierBase === false) throw new Error("invalid increment argument: identifier is empty");
				if (identifier) {
					const match = `-${identifier}`.match(this.options.loose ? re[t.PRERELEASELOOSE] : re[t.PRERELEASE]);
					if (!match || match[1] !== identifier) throw new Error(`invalid identifier: ${identifier}`);
				}
			}
			switch (release) {
				case "premajor":
					this.prerelease.length = 0;
					this.patch = 0;
					this.minor = 0;
					this.major++;
					this.inc("pre", identifier, identifierBase);
					break;
				case "preminor":
					this.prerelease.length = 0;
					this.patch = 0;
					this.minor++;
					this.inc("pre", identifier, identifierBase);
					break;
				case "prepatch":
					this.prerelease.length = 0;
					this.inc("patch", identifier, identifierBase);
					this.inc("pre", identifier, identifierBase);
					break;
				case "prerelease":
					if (this.prerelease.length === 0) this.inc("patch", identifier, identifierBase);
					this.inc("pre", identifier, identifierBase);
					break;
				case "release":
					if (this.prerelease.length === 0) throw new Error(`version ${this.raw} is not a prerelease`);
					this.prerelease.length = 0;
					break;
				case "major":
					if (this.minor !== 0 || this.patch !== 0 || this.prerelease.length === 0) this.major++;
					this.minor = 0;
					this.patch = 0;
					this.prerelease = [];
					break;
				case "minor":
					if (this.patch !== 0 || this.prerelease.length === 0) this.minor++;
					this.patch = 0;
					this.prerelease = [];
					break;
				case "patch":
					if (this.prerelease.length === 0) this.patch++;
					this.prerelease = [];
					break;
				case "pre": {
					const base = Number(identifierBase) ? 1 : 0;
					if (this.prerelease.length === 0) this.prerelease = [base];
					else {
						let i = this.prerelease.length;
						while (--i >= 0) if (typeof this.prerelease[i] === "number") {
							this.prerelease[i]++;
							i = -2;
						}
						if (i === -1) {
							if (identifier === this.prerelease.join(".") && identifierBase === false) throw new Error("invalid increment argument: identifier already exists");
							this.prerelease.push(base);
						}
					}
					if (identifier) {
						let prerelease = [identifier, base];
						if (identifierBase === false) prerelease = [identifier];
						if (isPrereleaseIdentifier(this.prerelease, identifier)) {
							const prereleaseBase = this.prerelease[identifier.split(".").length];
							if (isNaN(prereleaseBase)) this.prerelease = prerelease;
						} else this.prerelease = prerelease;
					}
					break;
				}
				default: throw new Error(`invalid increment argument: ${release}`);
			}
			this.raw = this.format();
			if (this.build.length) this.raw += `+${this.build.join(".")}`;
			return this;
		}
	};
	module.exports = SemVer;
}));

// node_modules/semver/functions/parse.js
var require_parse = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const parse = (version, options, throwErrors = false) => {
		if (version instanceof SemVer) return version;
		try {
			return new SemVer(version, options);
		} catch (er) {
			if (!throwErrors) return null;
			throw er;
		}
	};
	module.exports = parse;
}));

// node_modules/semver/functions/valid.js
var require_valid$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const valid = (version, options) => {
		const v = parse(version, options);
		return v ? v.version : null;
	};
	module.exports = valid;
}));

// node_modules/semver/functions/clean.js
var require_clean = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const clean = (version, options) => {
		const s = parse(version.trim().replace(/^[=v]+/, ""), options);
		return s ? s.version : null;
	};
	module.exports = clean;
}));

// node_modules/semver/functions/inc.js
var require_inc = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const inc = (version, release, options, identifier, identifierBase) => {
		if (typeof options === "string") {
			identifierBase = identifier;
			identifier = options;
			options = void 0;
		}
		try {
			return new SemVer(version instanceof SemVer ? version.version : version, options).inc(release, identifier, identifierBase).version;
		} catch (er) {
			return null;
		}
	};
	module.exports = inc;
}));

// node_modules/semver/functions/diff.js
var require_diff = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const diff = (version1, version2) => {
		const v1 = parse(version1, null, true);
		const v2 = parse(version2, null, true);
		const comparison = v1.compare(v2);
		if (comparison === 0) return null;
		const v1Higher = comparison > 0;
		const highVersion = v1Higher ? v1 : v2;
		const lowVersion = v1Higher ? v2 : v1;
		const highHasPre = !!highVersion.prerelease.length;
		if (!!lowVersion.prerelease.length && !highHasPre) {
			if (!lowVersion.patch && !lowVersion.minor) return "major";
			if (lowVersion.compareMain(highVersion) === 0) {
				if (lowVersion.minor && !lowVersion.patch) return "minor";
				return "patch";
			}
		}
		const prefix = highHasPre ? "pre" : "";
		if (v1.major !== v2.major) return prefix + "major";
		if (v1.minor !== v2.minor) return prefix + "minor";
		if (v1.patch !== v2.patch) return prefix + "patch";
		return "prerelease";
	};
	module.exports = diff;
}));

// node_modules/semver/functions/major.js
var require_major = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const major = (a, loose) => new SemVer(a, loose).major;
	module.exports = major;
}));

// node_modules/semver/functions/minor.js
var require_minor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const minor = (a, loose) => new SemVer(a, loose).minor;
	module.exports = minor;
}));

// node_modules/semver/functions/patch.js
var require_patch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const patch = (a, loose) => new SemVer(a, loose).patch;
	module.exports = patch;
}));

// node_modules/semver/functions/prerelease.js
var require_prerelease = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const prerelease = (version, options) => {
		const parsed = parse(version, options);
		return parsed && parsed.prerelease.length ? parsed.prerelease : null;
	};
	module.exports = prerelease;
}));

// node_modules/semver/functions/compare.js
var require_compare = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const compare = (a, b, loose) => new SemVer(a, loose).compare(new SemVer(b, loose));
	module.exports = compare;
}));

// node_modules/semver/functions/rcompare.js
var require_rcompare = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const rcompare = (a, b, loose) => compare(b, a, loose);
	module.exports = rcompare;
}));

// node_modules/semver/functions/compare-loose.js
var require_compare_loose = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const compareLoose = (a, b) => compare(a, b, true);
	module.exports = compareLoose;
}));

// node_modules/semver/functions/compare-build.js
var require_compare_build = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const compareBuild = (a, b, loose) => {
		const versionA = new SemVer(a, loose);
		const versionB = new SemVer(b, loose);
		return versionA.compare(versionB) || versionA.compareBuild(versionB);
	};
	module.exports = compareBuild;
}));

// node_modules/semver/functions/sort.js
var require_sort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compareBuild = require_compare_build();
	const sort = (list, loose) => list.sort((a, b) => compareBuild(a, b, loose));
	module.exports = sort;
}));

// node_modules/semver/functions/rsort.js
var require_rsort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compareBuild = require_compare_build();
	const rsort = (list, loose) => list.sort((a, b) => compareBuild(b, a, loose));
	module.exports = rsort;
}));

// node_modules/semver/functions/gt.js
var require_gt = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const gt = (a, b, loose) => compare(a, b, loose) > 0;
	module.exports = gt;
}));

// node_modules/semver/functions/lt.js
var require_lt = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const lt = (a, b, loose) => compare(a, b, loose) < 0;
	module.exports = lt;
}));

// node_modules/semver/functions/eq.js
var require_eq = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const eq = (a, b, loose) => compare(a, b, loose) === 0;
	module.exports = eq;
}));

// node_modules/semver/functions/neq.js
var require_neq = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const neq = (a, b, loose) => compare(a, b, loose) !== 0;
	module.exports = neq;
}));

// node_modules/semver/functions/gte.js
var require_gte = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const gte = (a, b, loose) => compare(a, b, loose) >= 0;
	module.exports = gte;
}));

// node_modules/semver/functions/lte.js
var require_lte = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const lte = (a, b, loose) => compare(a, b, loose) <= 0;
	module.exports = lte;
}));

// node_modules/semver/functions/cmp.js
var require_cmp = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const eq = require_eq();
	const neq = require_neq();
	const gt = require_gt();
	const gte = require_gte();
	const lt = require_lt();
	const lte = require_lte();
	const cmp = (a, op, b, loose) => {
		switch (op) {
			case "===":
				if (typeof a === "object") a = a.version;
				if (typeof b === "object") b = b.version;
				return a === b;
			case "!==":
				if (typeof a === "object") a = a.version;
				if (typeof b === "object") b = b.version;
				return a !== b;
			case "":
			case "=":
			case "==": return eq(a, b, loose);
			case "!=": return neq(a, b, loose);
			case ">": return gt(a, b, loose);
			case ">=": return gte(a, b, loose);
			case "<": return lt(a, b, loose);
			case "<=": return lte(a, b, loose);
			default: throw new TypeError(`Invalid operator: ${op}`);
		}
	};
	module.exports = cmp;
}));

// node_modules/semver/functions/coerce.js
var require_coerce = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const parse = require_parse();
	const { safeRe: re, t } = require_re();
	const coerce = (version, options) => {
		if (version instanceof SemVer) return version;
		if (typeof version === "number") version = String(version);
		if (typeof version !== "string") return null;
		options = options || {};
		let match = null;
		if (!options.rtl) match = version.match(options.includePrerelease ? re[t.COERCEFULL] : re[t.COERCE]);
		else {
			const coerceRtlRegex = options.includePrerelease ? re[t.COERCERTLFULL] : re[t.COERCERTL];
			let next;
			while ((next = coerceRtlRegex.exec(version)) && (!match || match.index + match[0].length !== version.length)) {
				if (!match || next.index + next[0].length !== match.index + match[0].length) match = next;
				coerceRtlRegex.lastIndex = next.index + next[1].length + next[2].length;
			}
			coerceRtlRegex.lastIndex = -1;
		}
		if (match === null) return null;
		const major = match[2];
		const minor = match[3] || "0";
		const patch = match[4] || "0";
		const prerelease = options.includePrerelease && match[5] ? `-${match[5]}` : "";
		const build = options.includePrerelease && match[6] ? `+${match[6]}` : "";
		return parse(`${major}.${minor}.${patch}${prerelease}${build}`, options);
	};
	module.exports = coerce;
}));

// node_modules/semver/functions/truncate.js
var require_truncate = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const constants = require_constants();
	const SemVer = require_semver$1();
	const truncate = (version, truncation, options) => {
		if (!constants.RELEASE_TYPES.includes(truncation)) return null;
		const clonedVersion = cloneInputVersion(version, options);
		return clonedVersion && doTruncation(clonedVersion, truncation);
	};
	const cloneInputVersion = (version, options) => {
		const versionStringToParse = version instanceof SemVer ? version.version : version;
		return parse(versionStringToParse, options);
	};
	const doTruncation = (version, truncation) => {
		if (isPrerelease(truncation)) return version.version;
		version.prerelease = [];
		switch (truncation) {
			case "major":
				version.minor = 0;
				version.patch = 0;
				break;
			case "minor": version.patch = 0;
		}
		return version.format();
	};
	const isPrerelease = (type) => {
		return type.startsWith("pre");
	};
	module.exports = truncate;
}));

// node_modules/semver/internal/lrucache.js
var require_lrucache = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var LRUCache = class {
		constructor() {
			this.max = 1e3;
			this.map = /* @__PURE__ */ new Map();
		}
		get(key) {
			const value = this.map.get(key);
			if (value === void 0) return;
			else {
				this.map.delete(key);
				this.map.set(key, value);
				return value;
			}
		}
		delete(key) {
			return this.map.delete(key);
		}
		set(key, value) {
			if (!this.delete(key) && value !== void 0) {
				if (this.map.size >= this.max) {
					const firstKey = this.map.keys().next().value;
					this.delete(firstKey);
				}
				this.map.set(key, value);
			}
			return this;
		}
	};
	module.exports = LRUCache;
}));

// node_modules/semver/internal/trim-comparator-whitespace.js
var require_trim_comparator_whitespace = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { MAX_LENGTH, MAX_SAFE_BUILD_LENGTH, WHITESPACE_CHARACTERS } = require_constants();
	/**
	* Remembers the last two rows of digits so their characters need not be reread.
	* Positions start at -1 until a row has been found.
	*
	* @typedef {object} DigitRunCache
	* @property {number} start The first character of the most recently found row.
	* @property {number} end The position after that row's last character.
	* @property {number} previousStart The first character of the previous row.
	* @property {number} previousEnd The position after the previous row.
	*/
	const whitespace = /* @__PURE__ */ new Uint8Array(65536);
	for (const char of WHITESPACE_CHARACTERS) whitespace[char.charCodeAt(0)] = 1;
	/**
	* Checks whether a character is whitespace, like a space, tab, or newline.
	* Looking past the end of the string returns false.
	*
	* @param {string|undefined} char One character, or undefined past the string's end.
	* @returns {boolean} Whether the character is whitespace.
	* @example isWhitespace(' ') // true
	* @example isWhitespace('1') // false
	*/
	const isWhitespace = (char) => char !== void 0 && whitespace[char.charCodeAt(0)] === 1;
	/**
	* Checks for v, =, or whitespace before the version number.
	* These are historical version prefixes, not range operators:
	* < and > are handled separately, as are tilde and caret ranges.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character can belong to a version prefix.
	* @example isVersionPrefix('=') // true
	* @example isVersionPrefix('>') // false
	*/
	const isVersionPrefix = (char) => char === "v" || char === "=" || isWhitespace(char);
	/**
	* Checks whether a character is one of the digits 0 through 9.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character is an ASCII digit.
	* @example isDigit('7') // true
	* @example isDigit('.') // false
	*/
	const isDigit = (char) => char !== void 0 && char >= "0" && char <= "9";
	/**
	* Checks whether a character is an English letter, uppercase or lowercase.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character is an ASCII letter.
	* @example isLetter('b') // true
	* @example isLetter('7') // false
	*/
	const isLetter = (char) => char !== void 0 && (char >= "a" && char <= "z" || char >= "A" && char <= "Z");
	/**
	* Checks for a letter, digit, or hyphen: the characters allowed inside
	* prerelease and build names such as beta-1.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character can be part of an identifier.
	* @example isIdentifierCharacter('-') // true
	* @example isIdentifierCharacter('.') // false; dots separate identifiers
	*/
	const isIdentifierCharacter = (char) => isDigit(char) || isLetter(char) || char === "-";
	/**
	* Checks whether a version component can begin here: with a digit or
	* a wildcard such as x, X, or *.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether a number or wildcard can start with this character.
	* @example isVersionStart('x') // true
	* @example isVersionStart('v') // false; v belongs to the prefix
	*/
	const isVersionStart = (char) => isDigit(char) || char === "x" || char === "X" || char === "*";
	/**
	* Finds the end of a row of digits, but returns no more than limit digits.
	* Remembers the last two rows so looking at them again does not reread them.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of the first character to check.
	* @param {number} limit The most digit characters the returned match can include.
	* @param {DigitRunCache} digitRuns Shared cache of digit-run positions, updated in place.
	* @returns {number} The position after the matched digits, or start if none match.
	* @example findDigitsEndIndex('123abc', 0, 10, digitRuns) // 3, pointing at a
	* @example findDigitsEndIndex('123abc', 0, 2, digitRuns) // 2, pointing at the unread 3
	*/
	const findDigitsEndIndex = (range, start, limit, digitRuns) => {
		if (!isDigit(range[start])) return start;
		if (start >= digitRuns.start && start < digitRuns.end) return Math.min(start + limit, digitRuns.end);
		if (start >= digitRuns.previousStart && start < digitRuns.previousEnd) return Math.min(start + limit, digitRuns.previousEnd);
		let end = start + 1;
		while (isDigit(range[end])) end++;
		digitRuns.previousStart = digitRuns.start;
		digitRuns.previousEnd = digitRuns.end;
		digitRuns.start = start;
		digitRuns.end = end;
		return Math.min(start + limit, end);
	};
	/**
	* Reads a number using the old regex's length and leading-zero rules.
	* Strict mode reads just the first zero in 012; loose mode can read all three.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the number should begin.
	* @param {boolean} loose Whether to allow leading zeros.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched digits, not their numeric value.
	* @example findVersionNumberEndIndex('012', 0, false, digitRuns) // 1
	* @example findVersionNumberEndIndex('012', 0, true, digitRuns) // 3
	*/
	const findVersionNumberEndIndex = (range, start, loose, digitRuns) => {
		if (!loose && range[start] === "0") return start + 1;
		return findDigitsEndIndex(range, start, loose ? MAX_LENGTH : MAX_LENGTH + 1, digitRuns);
	};
	/**
	* Reads one piece of a prerelease name, such as beta or 1 in beta.1.
	* Tries the letter-or-hyphen form first, then the number-only form.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the identifier should begin.
	* @param {boolean} loose Whether numeric identifiers may have leading zeros.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the identifier, or start if none matches.
	* @example findPrereleaseIdentifierEndIndex('beta.1', 0, false, digitRuns) // 4, at the dot
	* @example findPrereleaseIdentifierEndIndex('001beta', 0, false, digitRuns) // 7
	*/
	const findPrereleaseIdentifierEndIndex = (range, start, loose, digitRuns) => {
		const digitsEnd = findDigitsEndIndex(range, start, MAX_LENGTH, digitRuns);
		if (isLetter(range[digitsEnd]) || range[digitsEnd] === "-") {
			let end = digitsEnd + 1;
			const limit = end + MAX_SAFE_BUILD_LENGTH;
			while (end < limit && isIdentifierCharacter(range[end])) end++;
			return end;
		}
		return findVersionNumberEndIndex(range, start, loose, digitRuns);
	};
	/**
	* Reads a prerelease suffix such as -beta.1, one dot-separated piece at a time.
	* Loose mode also allows the name without its opening hyphen.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the suffix should begin, including -.
	* @param {boolean} loose Whether the opening hyphen is optional and zeros allowed.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched suffix, or start if absent.
	* @example findPrereleaseEndIndex('-beta.1+sha', 0, false, digitRuns) // 7, at the plus
	* @example findPrereleaseEndIndex('beta', 0, false, digitRuns) // 0; no opening hyphen
	*/
	const findPrereleaseEndIndex = (range, start, loose, digitRuns) => {
		const hyphen = range[start] === "-";
		if (!loose && !hyphen) return start;
		const identifierStart = start + (hyphen ? 1 : 0);
		let end = findPrereleaseIdentifierEndIndex(range, identifierStart, loose, digitRuns);
		if (end === identifierStart) {
			if (!loose || !hyphen) return start;
			end = findPrereleaseIdentifierEndIndex(range, start, loose, digitRuns);
		}
		while (range[end] === ".") {
			const next = findPrereleaseIdentifierEndIndex(range, end + 1, loose, digitRuns);
			if (next === end + 1) break;
			end = next;
		}
		return end;
	};
	/**
	* Reads one build-name piece, such as sha or 123 in +sha.123.
	* Stops at a disallowed character or the old regex's length limit.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the identifier should begin.
	* @returns {number} The position after the identifier, or start if none matches.
	* @example findBuildIdentifierEndIndex('sha.123', 0) // 3, at the dot
	* @example findBuildIdentifierEndIndex('001', 0) // 3; leading zeros are allowed
	*/
	const findBuildIdentifierEndIndex = (range, start) => {
		let end = start;
		while (end - start < MAX_SAFE_BUILD_LENGTH && isIdentifierCharacter(range[end])) end++;
		return end;
	};
	/**
	* Reads optional build metadata such as +sha.123.
	* Leaves the position unchanged if there is no plus sign followed by a name.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the opening + should be.
	* @returns {number} The position after the matched metadata, or start if absent.
	* @example findBuildEndIndex('+sha.123 <2', 0) // 8, at the space
	* @example findBuildEndIndex('+', 0) // 0; a plus sign alone is not a match
	*/
	const findBuildEndIndex = (range, start) => {
		if (range[start] !== "+") return start;
		let end = findBuildIdentifierEndIndex(range, start + 1);
		if (end === start + 1) return start;
		while (range[end] === ".") {
			const next = findBuildIdentifierEndIndex(range, end + 1);
			if (next === end + 1) break;
			end = next;
		}
		return end;
	};
	/**
	* Reads three numbers separated by dots, then any prerelease and build suffixes.
	* Uses loose rules, so forms such as 01.02.03beta can match here.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of the first number, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the version match, or start if none matches.
	* @example findLooseFullVersionEndIndex('1.2.3-beta+sha <2', 0, digitRuns) // 14
	* @example findLooseFullVersionEndIndex('1.2', 0, digitRuns) // 0; needs three numbers
	*/
	const findLooseFullVersionEndIndex = (range, start, digitRuns) => {
		let end = start;
		for (let component = 0; component < 3; component++) {
			const next = findVersionNumberEndIndex(range, end, true, digitRuns);
			if (next === end) return start;
			end = next;
			if (component < 2) {
				if (range[end] !== ".") return start;
				end++;
			}
		}
		const prereleaseEnd = findPrereleaseEndIndex(range, end, true, digitRuns);
		return findBuildEndIndex(range, prereleaseEnd);
	};
	/**
	* Reads one component of a partial or wildcard version, such as 2 or x in 2.x.
	* Numbers use strict leading-zero rules; wildcards take up one character.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the component should begin.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the component, or start if none matches.
	* @example findPartialVersionComponentEndIndex('2.x', 0, digitRuns) // 1, at the dot
	* @example findPartialVersionComponentEndIndex('2.x', 2, digitRuns) // 3, after x
	*/
	const findPartialVersionComponentEndIndex = (range, start, digitRuns) => {
		if (isDigit(range[start])) return findVersionNumberEndIndex(range, start, false, digitRuns);
		return isVersionStart(range[start]) ? start + 1 : start;
	};
	/**
	* Reads up to three components, allowing forms such as 1, 1.2, or 1.x.
	* After the third component, also reads any strict prerelease and build suffixes.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of a number or wildcard, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched version text.
	* @example findPartialVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
	* @example findPartialVersionEndIndex('1.', 0, digitRuns) // 1; the trailing dot is unread
	*/
	const findPartialVersionEndIndex = (range, start, digitRuns) => {
		let end = findPartialVersionComponentEndIndex(range, start, digitRuns);
		for (let component = 0; component < 2; component++) {
			if (range[end] !== ".") return end;
			const next = findPartialVersionComponentEndIndex(range, end + 1, digitRuns);
			if (next === end + 1) return end;
			end = next;
		}
		const prereleaseEnd = findPrereleaseEndIndex(range, end, false, digitRuns);
		return findBuildEndIndex(range, prereleaseEnd);
	};
	/**
	* Finds where a version match ends, without deciding whether the range is valid.
	* Tries a loose full version first, then a partial or wildcard version, just
	* like the old regex's LOOSEPLAIN and XRANGEPLAIN alternatives.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of a number or wildcard, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position where scanning the next candidate can resume.
	* @example findVersionEndIndex('1.2.3 <2', 0, digitRuns) // 5, at the space
	* @example findVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
	*/
	const findVersionEndIndex = (range, start, digitRuns) => {
		const fullVersionEnd = findLooseFullVersionEndIndex(range, start, digitRuns);
		return fullVersionEnd !== start ? fullVersionEnd : findPartialVersionEndIndex(range, start, digitRuns);
	};
	/**
	* Finds the one whitespace character the old replacement would remove.
	* Keeps leading whitespace, skips an optional operator, and checks immediately
	* after it. Returns -1 if there is nothing to remove.
	*
	* @param {string} range The text containing a candidate already found by the caller.
	* @param {number} matchStart The candidate's position, including leading whitespace.
	* @returns {number} The position of the removable whitespace, or -1 if absent.
	* @example findRemovableWhitespaceIndex(' > 1', 0) // 2; keep the space at position 0
	* @example findRemovableWhitespaceIndex('>1', 0) // -1
	*/
	const findRemovableWhitespaceIndex = (range, matchStart) => {
		let position = matchStart;
		if (isWhitespace(range[position])) position++;
		if (range[position] === "<" || range[position] === ">") position++;
		if (range[position] === "=") position++;
		return isWhitespace(range[position]) ? position : -1;
	};
	/**
	* Joins an operator to its version, turning > 1.2.3 into >1.2.3.
	* Copies everything else according to the old regex's matching rules.
	* Moves forward through prefixes and whole versions to avoid repeatedly
	* searching the same characters on long inputs.
	*
	* @param {string} range The range text to process; the original string is unchanged.
	* @returns {string} The range with matched operator whitespace removed.
	* @example trimComparatorWhitespace('> 1.2.3 < 2') // '>1.2.3 <2'
	* @example trimComparatorWhitespace('> invalid') // '> invalid'
	*/
	const trimComparatorWhitespace = (range) => {
		let result = "";
		let copyFrom = 0;
		let cursor = 0;
		const digitRuns = {
			start: -1,
			end: -1,
			previousStart: -1,
			previousEnd: -1
		};
		while (cursor < range.length) {
			const matchStart = cursor;
			if (range[cursor] === "<" || range[cursor] === ">") cursor++;
			else if (!isVersionPrefix(range[cursor]) && !isVersionStart(range[cursor])) {
				cursor++;
				continue;
			}
			while (cursor < range.length && isVersionPrefix(range[cursor])) cursor++;
			if (!isVersionStart(range[cursor])) continue;
			const whitespacePosition = findRemovableWhitespaceIndex(range, matchStart);
			if (whitespacePosition !== -1) {
				result += range.slice(copyFrom, whitespacePosition);
				copyFrom = whitespacePosition + 1;
			}
			cursor = findVersionEndIndex(range, cursor, digitRuns);
		}
		return result + range.slice(copyFrom);
	};
	module.exports = trimComparatorWhitespace;
}));

// node_modules/semver/classes/range.js
var require_range = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SPACE_CHARACTERS = /\s+/g;
	var Range = class Range {
		constructor(range, options) {
			options = parseOptions(options);
			if (range instanceof Range) {
				if (range.loose === !!options.loose && range.includePrerelease === !!options.includePrerelease) return range;
				else return new Range(range.raw, options);
			}
			if (range instanceof Comparator) {
				this.raw = range.value;
				this.set = [[range]];
				this.formatted = void 0;
				return this;
			}
			this.options = options;
			this.loose = !!options.loose;
			this.includePrerelease = !!options.includePrerelease;
			this.raw = range.trim().replace(SPACE_CHARACTERS, " ");
			this.set = this.raw.split("||").map((r) => this.parseRange(r.trim())).filter((c) => c.length);
			if (!this.set.length) throw new TypeError(`Invalid SemVer Range: ${this.raw}`);
			if (this.set.length > 1) {
				const first = this.set[0];
				this.set = this.set.filter((c) => !isNullSet(c[0]));
				if (this.set.length === 0) this.set = [first];
				else if (this.set.length > 1) {
					for (const c of this.set) if (c.length === 1 && isAny(c[0])) {
						this.set = [c];
						break;
					}
				}
			}
			this.formatted = void 0;
		}
		get range() {
			if (this.formatted === void 0) {
				this.formatted = "";
				for (let i = 0; i < this.set.length; i++) {
					if (i > 0) this.formatted += "||";
					const comps = this.set[i];
					for (let k = 0; k < comps.length; k++) {
						if (k > 0) this.formatted += " ";
						this.formatted += comps[k].toString().trim();
					}
				}
			}
			return this.formatted;
		}
		format() {
			return this.range;
		}
		toString() {
			return this.range;
		}
		parseRange(range) {
			range = range.replace(BUILDSTRIPRE, "");
			const memoKey = ((this.options.includePrerelease && FLAG_INCLUDE_PRERELEASE) | (this.options.loose && FLAG_LOOSE)) + ":" + range;
			const cached = cache.get(memoKey);
			if (cached) return cached;
			const loose = this.options.loose;
			const hr = loose ? re[t.HYPHENRANGELOOSE] : re[t.HYPHENRANGE];
			range = range.replace(hr, hyphenReplace(this.options.includePrerelease));
			debug("hyphen replace", range);
			range = trimComparatorWhitespace(range);
			debug("comparator trim", range);
			range = range.replace(re[t.TILDETRIM], tildeTrimReplace);
			debug("tilde trim", range);
			range = range.replace(re[t.CARETTRIM], caretTrimReplace);
			debug("caret trim", range);
			let rangeList = range.split(" ").map((comp) => parseComparator(comp, this.options)).join(" ").split(/\s+/).map((comp) => replaceGTE0(comp, this.options));
			if (loose) rangeList = rangeList.filter((comp) => {
				debug("loose invalid filter", comp, this.options);
				return !!comp.match(re[t.COMPARATORLOOSE]);
			});
			debug("range list", rangeList);
			const rangeMap = /* @__PURE__ */ new Map();
			const comparators = rangeList.map((comp) => new Comparator(comp, this.options));
			for (const comp of comparators) {
				if (isNullSet(comp)) return [comp];
				rangeMap.set(comp.value, comp);
			}
			if (rangeMap.size > 1 && rangeMap.has("")) rangeMap.delete("");
			const result = [...rangeMap.values()];
			cache.set(memoKey, result);
			return result;
		}
		intersects(range, options) {
			if (!(range instanceof Range)) throw new TypeError("a Range is required");
			return this.set.some((thisComparators) => {
				return isSatisfiable(thisComparators, options) && range.set.some((rangeComparators) => {
					return isSatisfiable(rangeComparators, options) && thisComparators.every((thisComparator) => {
						return rangeComparators.every((rangeComparator) => {
							return thisComparator.intersects(rangeComparator, options);
						});
					});
				});
			});
		}
		test(version) {
			if (!version) return false;
			if (typeof version === "string") try {
				version = new SemVer(version, this.options);
			} catch (er) {
				return false;
			}
			for (let i = 0; i < this.set.length; i++) if (testSet(this.set[i], version, this.options)) return true;
			return false;
		}
	};
	module.exports = Range;
	const cache = new (require_lrucache())();
	const parseOptions = require_parse_options();
	const Comparator = require_comparator();
	const debug = require_debug();
	const SemVer = require_semver$1();
	const trimComparatorWhitespace = require_trim_comparator_whitespace();
	const { safeRe: re, src, t, tildeTrimReplace, caretTrimReplace } = require_re();
	const { FLAG_INCLUDE_PRERELEASE, FLAG_LOOSE } = require_constants();
	const BUILDSTRIPRE = new RegExp(src[t.BUILD], "g");
	const isNullSet = (c) => c.value === "<0.0.0-0";
	const isAny = (c) => c.value === "";
	const isSatisfiable = (comparators, options) => {
		let result = true;
		const remainingComparators = comparators.slice();
		let testComparator = remainingComparators.pop();
		while (result && remainingComparators.length) {
			result = remainingComparators.every((otherComparator) => {
				return testComparator.intersects(otherComparator, options);
			});
			testComparator = remainingComparators.pop();
		}
		return result;
	};
	const parseComparator = (comp, options) => {
		comp = comp.replace(re[t.BUILD], "");
		debug("comp", comp, options);
		comp = replaceCarets(comp, options);
		debug("caret", comp);
		comp = replaceTildes(comp, options);
		debug("tildes", comp);
		comp = replaceXRanges(comp, options);
		debug("xrange", comp);
		comp = replaceStars(comp, options);
		debug("stars", comp);
		return comp;
	};
	const isX = (id) => !id || id.toLowerCase() === "x" || id === "*";
	const invalidXRangeOrder = (M, m, p) => isX(M) && !isX(m) || isX(m) && p && !isX(p);
	const replaceTildes = (comp, options) => {
		return comp.trim().split(/\s+/).map((c) => replaceTilde(c, options)).join(" ");
	};
	const replaceTilde = (comp, options) => {
		const r = options.loose ? re[t.TILDELOOSE] : re[t.TILDE];
		const z = options.includePrerelease ? "-0" : "";
		return comp.replace(r, (_, M, m, p, pr) => {
			debug("tilde", comp, _, M, m, p, pr);
			let ret;
			if (isX(M)) ret = "";
			else if (isX(m)) ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`;
			else if (isX(p)) ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`;
			else if (pr) {
				debug("replaceTilde pr", pr);
				ret = `>=${M}.${m}.${p}-${pr} <${M}.${+m + 1}.0-0`;
			} else ret = `>=${M}.${m}.${p} <${M}.${+m + 1}.0-0`;
			debug("tilde return", ret);
			return ret;
		});
	};
	const replaceCarets = (comp, options) => {
		return comp.trim().split(/\s+/).map((c) => replaceCaret(c, options)).join(" ");
	};
	const replaceCaret = (comp, options) => {
		debug("caret", comp, options);
		const r = options.loose ? re[t.CARETLOOSE] : re[t.CARET];
		const z = options.includePrerelease ? "-0" : "";
		return comp.replace(r, (_, M, m, p, pr) => {
			debug("caret", comp, _, M, m, p, pr);
			let ret;
			if (isX(M)) ret = "";
			else if (isX(m)) ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`;
			else if (isX(p)) {
				if (M === "0") ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`;
				else ret = `>=${M}.${m}.0${z} <${+M + 1}.0.0-0`;
			} else if (pr) {
				debug("replaceCaret pr", pr);
				if (M === "0") {
					if (m === "0") ret = `>=${M}.${m}.${p}-${pr} <${M}.${m}.${+p + 1}-0`;
					else ret = `>=${M}.${m}.${p}-${pr} <${M}.${+m + 1}.0-0`;
				} else ret = `>=${M}.${m}.${p}-${pr} <${+M + 1}.0.0-0`;
			} else {
				debug("no pr");
				if (M === "0") {
					if (m === "0") ret = `>=${M}.${m}.${p} <${M}.${m}.${+p + 1}-0`;
					else ret = `>=${M}.${m}.${p} <${M}.${+m + 1}.0-0`;
				} else ret = `>=${M}.${m}.${p} <${+M + 1}.0.0-0`;
			}
			debug("caret return", ret);
			return ret;
		});
	};
	const replaceXRanges = (comp, options) => {
		debug("replaceXRanges", comp, options);
		return comp.split(/\s+/).map((c) => replaceXRange(c, options)).join(" ");
	};
	const replaceXRange = (comp, options) => {
		comp = comp.trim();
		const r = options.loose ? re[t.XRANGELOOSE] : re[t.XRANGE];
		return comp.replace(r, (ret, gtlt, M, m, p, pr) => {
			debug("xRange", comp, ret, gtlt, M, m, p, pr);
			if (invalidXRangeOrder(M, m, p)) return comp;
			const xM = isX(M);
			const xm = xM || isX(m);
			const xp = xm || isX(p);
			const anyX = xp;
			if (gtlt === "=" && anyX) gtlt = "";
			pr = options.includePrerelease ? "-0" : "";
			if (xM) {
				if (gtlt === ">" || gtlt === "<") ret = "<0.0.0-0";
				else ret = "*";
			} else if (gtlt && anyX) {
				if (xm) m = 0;
				p = 0;
				if (gtlt === ">") {
					gtlt = ">=";
					if (xm) {
						M = +M + 1;
						m = 0;
						p = 0;
					} else {
						m = +m + 1;
						p = 0;
					}
				} else if (gtlt === "<=") {
					gtlt = "<";
					if (xm) M = +M + 1;
					else m = +m + 1;
				}
				if (gtlt === "<") pr = "-0";
				ret = `${gtlt + M}.${m}.${p}${pr}`;
			} else if (xm) ret = `>=${M}.0.0${pr} <${+M + 1}.0.0-0`;
			else if (xp) ret = `>=${M}.${m}.0${pr} <${M}.${+m + 1}.0-0`;
			debug("xRange return", ret);
			return ret;
		});
	};
	const replaceStars = (comp, options) => {
		debug("replaceStars", comp, options);
		return comp.trim().replace(re[t.STAR], "");
	};
	const replaceGTE0 = (comp, options) => {
		debug("replaceGTE0", comp, options);
		return comp.trim().replace(re[options.includePrerelease ? t.GTE0PRE : t.GTE0], "");
	};
	const hyphenReplace = (incPr) => ($0, from, fM, fm, fp, fpr, fb, to, tM, tm, tp, tpr) => {
		if (isX(fM)) from = "";
		else if (isX(fm)) from = `>=${fM}.0.0${incPr ? "-0" : ""}`;
		else if (isX(fp)) from = `>=${fM}.${fm}.0${incPr ? "-0" : ""}`;
		else if (fpr) from = `>=${from}`;
		else from = `>=${from}${incPr ? "-0" : ""}`;
		if (isX(tM)) to = "";
		else if (isX(tm)) to = `<${+tM + 1}.0.0-0`;
		else if (isX(tp)) to = `<${tM}.${+tm + 1}.0-0`;
		else if (tpr) to = `<=${tM}.${tm}.${tp}-${tpr}`;
		else if (incPr) to = `<${tM}.${tm}.${+tp + 1}-0`;
		else to = `<=${to}`;
		return `${from} ${to}`.trim();
	};
	const testSet = (set, version, options) => {
		for (let i = 0; i < set.length; i++) if (!set[i].test(version)) return false;
		if (version.prerelease.length && !options.includePrerelease) {
			for (let i = 0; i < set.length; i++) {
				debug(set[i].semver);
				if (set[i].semver === Comparator.ANY) continue;
				if (set[i].semver.prerelease.length > 0) {
					const allowed = set[i].semver;
					if (allowed.major === version.major && allowed.minor === version.minor && allowed.patch === version.patch) return true;
				}
			}
			return false;
		}
		return true;
	};
}));

// node_modules/semver/classes/comparator.js
var require_comparator = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const ANY = Symbol("SemVer ANY");
	var Comparator = class Comparator {
		static get ANY() {
			return ANY;
		}
		constructor(comp, options) {
			options = parseOptions(options);
			if (comp instanceof Comparator) {
				if (comp.loose === !!options.loose) return comp;
				else comp = comp.value;
			}
			comp = comp.trim().split(/\s+/).join(" ");
			debug("comparator", comp, options);
			this.options = options;
			this.loose = !!options.loose;
			this.parse(comp);
			if (this.semver === ANY) this.value = "";
			else this.value = this.operator + this.semver.version;
			debug("comp", this);
		}
		parse(comp) {
			const r = this.options.loose ? re[t.COMPARATORLOOSE] : re[t.COMPARATOR];
			const m = comp.match(r);
			if (!m) throw new TypeError(`Invalid comparator: ${comp}`);
			this.operator = m[1] !== void 0 ? m[1] : "";
			if (this.operator === "=") this.operator = "";
			if (!m[2]) this.semver = ANY;
			else this.semver = new SemVer(m[2], this.options.loose);
		}
		toString() {
			return this.value;
		}
		test(version) {
			debug("Comparator.test", version, this.options.loose);
			if (this.semver === ANY || version === ANY) return true;
			if (typeof version === "string") try {
				version = new SemVer(version, this.options);
			} catch (er) {
				return false;
			}
			return cmp(version, this.operator, this.semver, this.options);
		}
		intersects(comp, options) {
			if (!(comp instanceof Comparator)) throw new TypeError("a Comparator is required");
			if (this.operator === "") {
				if (this.value === "") return true;
				return new Range(comp.value, options).test(this.value);
			} else if (comp.operator === "") {
				if (comp.value === "") return true;
				return new Range(this.value, options).test(comp.semver);
			}
			options = parseOptions(options);
			if (options.includePrerelease && (this.value === "<0.0.0-0" || comp.value === "<0.0.0-0")) return false;
			if (!options.includePrerelease && (this.value.startsWith("<0.0.0") || comp.value.startsWith("<0.0.0"))) return false;
			if (this.operator.startsWith(">") && comp.operator.startsWith(">")) return true;
			if (this.operator.startsWith("<") && comp.operator.startsWith("<")) return true;
			if (this.semver.version === comp.semver.version && this.operator.includes("=") && comp.operator.includes("=")) return true;
			if (cmp(this.semver, "<", comp.semver, options) && this.operator.startsWith(">") && comp.operator.startsWith("<")) return true;
			if (cmp(this.semver, ">", comp.semver, options) && this.operator.startsWith("<") && comp.operator.startsWith(">")) return true;
			return false;
		}
	};
	module.exports = Comparator;
	const parseOptions = require_parse_options();
	const { safeRe: re, t } = require_re();
	const cmp = require_cmp();
	const debug = require_debug();
	const SemVer = require_semver$1();
	const Range = require_range();
}));

// node_modules/semver/functions/satisfies.js
var require_satisfies = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const satisfies = (version, range, options) => {
		try {
			range = new Range(range, options);
		} catch (er) {
			return false;
		}
		return range.test(version);
	};
	module.exports = satisfies;
}));

// node_modules/semver/ranges/to-comparators.js
var require_to_comparators = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const toComparators = (range, options) => new Range(range, options).set.map((comp) => comp.map((c) => c.value).join(" ").trim().split(" "));
	module.exports = toComparators;
}));

// node_modules/semver/ranges/max-satisfying.js
var require_max_satisfying = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const maxSatisfying = (versions, range, options) => {
		let max = null;
		let maxSV = null;
		let rangeObj = null;
		try {
			rangeObj = new Range(range, options);
		} catch (er) {
			return null;
		}
		versions.forEach((v) => {
			if (rangeObj.test(v)) {
				if (!max || maxSV.compare(v) === -1) {
					max = v;
					maxSV = new SemVer(max, options);
				}
			}
		});
		return max;
	};
	module.exports = maxSatisfying;
}));

// node_modules/semver/ranges/min-satisfying.js
var require_min_satisfying = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const minSatisfying = (versions, range, options) => {
		let min = null;
		let minSV = null;
		let rangeObj = null;
		try {
			rangeObj = new Range(range, options);
		} catch (er) {
			return null;
		}
		versions.forEach((v) => {
			if (rangeObj.test(v)) {
				if (!min || minSV.compare(v) === 1) {
					min = v;
					minSV = new SemVer(min, options);
				}
			}
		});
		return min;
	};
	module.exports = minSatisfying;
}));

// node_modules/semver/ranges/min-version.js
var require_min_version = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const gt = require_gt();
	const minVersion = (range, loose) => {
		range = new Range(range, loose);
		let minver = new SemVer("0.0.0");
		if (range.test(minver)) return minver;
		minver = new SemVer("0.0.0-0");
		if (range.test(minver)) return minver;
		minver = null;
		for (let i = 0; i < range.set.length; ++i) {
			const comparators = range.set[i];
			let setMin = null;
			comparators.forEach((comparator) => {
				const compver = new SemVer(comparator.semver.version);
				switch (comparator.operator) {
					case ">":
						if (compver.prerelease.length === 0) compver.patch++;
						else compver.prerelease.push(0);
						compver.raw = compver.format();
					case "":
					case ">=":
						if (!setMin || gt(compver, setMin)) setMin = compver;
						break;
					case "<":
					case "<=": break;
					/* istanbul ignore next */
					default: throw new Error(`Unexpected operation: ${comparator.operator}`);
				}
			});
			if (setMin && (!minver || gt(minver, setMin))) minver = setMin;
		}
		if (minver && range.test(minver)) return minver;
		return null;
	};
	module.exports = minVersion;
}));

// node_modules/semver/ranges/valid.js
var require_valid = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const validRange = (range, options) => {
		try {
			return new Range(range, options).range || "*";
		} catch (er) {
			return null;
		}
	};
	module.exports = validRange;
}));

// node_modules/semver/ranges/outside.js
var require_outside = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Comparator = require_comparator();
	const { ANY } = Comparator;
	const Range = require_range();
	const satisfies = require_satisfies();
	const gt = require_gt();
	const lt = require_lt();
	const lte = require_lte();
	const gte = require_gte();
	const outside = (version, range, hilo, options) => {
		version = new SemVer(version, options);
		range = new Range(range, options);
		let gtfn, ltefn, ltfn, comp, ecomp;
		switch (hilo) {
			case ">":
				gtfn = gt;
				ltefn = lte;
				ltfn = lt;
				comp = ">";
				ecomp = ">=";
				break;
			case "<":
				gtfn = lt;
				ltefn = gte;
				ltfn = gt;
				comp = "<";
				ecomp = "<=";
				break;
			default: throw new TypeError("Must provide a hilo val of \"<\" or \">\"");
		}
		if (satisfies(version, range, options)) return false;
		for (let i = 0; i < range.set.length; ++i) {
			const comparators = range.set[i];
			let high = null;
			let low = null;
			comparators.forEach((comparator) => {
				if (comparator.semver === ANY) comparator = new Comparator(">=0.0.0");
				high = high || comparator;
				low = low || comparator;
				if (gtfn(comparator.semver, high.semver, options)) high = comparator;
				else if (ltfn(comparator.semver, low.semver, options)) low = comparator;
			});
			if (high.operator === comp || high.operator === ecomp) return false;
			if ((!low.operator || low.operator === comp) && ltefn(version, low.semver)) return false;
			else if (low.operator === ecomp && ltfn(version, low.semver)) return false;
		}
		return true;
	};
	module.exports = outside;
}));

// node_modules/semver/ranges/gtr.js
var require_gtr = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const outside = require_outside();
	const gtr = (version, range, options) => outside(version, range, ">", options);
	module.exports = gtr;
}));

// node_modules/semver/ranges/ltr.js
var require_ltr = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const outside = require_outside();
	const ltr = (version, range, options) => outside(version, range, "<", options);
	module.exports = ltr;
}));

// node_modules/semver/ranges/intersects.js
var require_intersects = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const intersects = (r1, r2, options) => {
		r1 = new Range(r1, options);
		r2 = new Range(r2, options);
		return r1.intersects(r2, options);
	};
	module.exports = intersects;
}));

// node_modules/semver/ranges/simplify.js
var require_simplify = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const satisfies = require_satisfies();
	const compare = require_compare();
	module.exports = (versions, range, options) => {
		const set = [];
		let first = null;
		let prev = null;
		const v = versions.sort((a, b) => compare(a, b, options));
		for (const version of v) if (satisfies(version, range, options)) {
			prev = version;
			if (!first) first = version;
		} else {
			if (prev) set.push([first, prev]);
			prev = null;
			first = null;
		}
		if (first) set.push([first, null]);
		const ranges = [];
		for (const [min, max] of set) if (min === max) ranges.push(min);
		else if (!max && min === v[0]) ranges.push("*");
		else if (!max) ranges.push(`>=${min}`);
		else if (min === v[0]) ranges.push(`<=${max}`);
		else ranges.push(`${min} - ${max}`);
		const simplified = ranges.join(" || ");
		const original = typeof range.raw === "string" ? range.raw : String(range);
		return simplified.length < original.length ? simplified : range;
	};
}));

// node_modules/semver/ranges/subset.js
var require_subset = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const Comparator = require_comparator();
	const { ANY } = Comparator;
	const satisfies = require_satisfies();
	const compare = require_compare();
	const subset = (sub, dom, options = {}) => {
		if (sub === dom) return true;
		sub = new Range(sub, options);
		dom = new Range(dom, options);
		let sawNonNull = false;
		OUTER: for (const simpleSub of sub.set) {
			for (const simpleDom of dom.set) {
				const isSub = simpleSubset(simpleSub, simpleDom, options);
				sawNonNull = sawNonNull || isSub !== null;
				if (isSub) continue OUTER;
			}
			if (sawNonNull) return false;
		}
		return true;
	};
	const minimumVersionWithPreRelease = [new Comparator(">=0.0.0-0")];
	const minimumVersion = [new Comparator(">=0.0.0")];
	const simpleSubset = (sub, dom, options) => {
		if (sub === dom) return true;
		if (sub.length === 1 && sub[0].semver === ANY) {
			if (dom.length === 1 && dom[0].semver === ANY) return true;
			else if (options.includePrerelease) sub = minimumVersionWithPreRelease;
			else sub = minimumVersion;
		}
		if (dom.length === 1 && dom[0].semver === ANY) {
			if (options.includePrerelease) return true;
			else dom = minimumVersion;
		}
		const eqSet = /* @__PURE__ */ new Set();
		let gt, lt;
		for (const c of sub) if (c.operator === ">" || c.operator === ">=") gt = higherGT(gt, c, options);
		else if (c.operator === "<" || c.operator === "<=") lt = lowerLT(lt, c, options);
		else eqSet.add(c.semver);
		if (eqSet.size > 1) return null;
		let gtltComp;
		if (gt && lt) {
			gtltComp = compare(gt.semver, lt.semver, options);
			if (gtltComp > 0) return null;
			else if (gtltComp === 0 && (gt.operator !== ">=" || lt.operator !== "<=")) return null;
		}
		for (const eq of eqSet) {
			if (gt && !satisfies(eq, String(gt), options)) return null;
			if (lt && !satisfies(eq, String(lt), options)) return null;
			for (const c of dom) if (!satisfies(eq, String(c), options)) return false;
			return true;
		}
		let higher, lower;
		let hasDomLT, hasDomGT;
		let needDomLTPre = lt && !options.includePrerelease && lt.semver.prerelease.length ? lt.semver : false;
		let needDomGTPre = gt && !options.includePrerelease && gt.semver.prerelease.length ? gt.semver : false;
		if (needDomLTPre && needDomLTPre.prerelease.length === 1 && lt.operator === "<" && needDomLTPre.prerelease[0] === 0) needDomLTPre = false;
		for (const c of dom) {
			hasDomGT = hasDomGT || c.operator === ">" || c.operator === ">=";
			hasDomLT = hasDomLT || c.operator === "<" || c.operator === "<=";
			if (gt) {
				if (needDomGTPre) {
					if (c.semver.prerelease && c.semver.prerelease.length && c.semver.major === needDomGTPre.major && c.semver.minor === needDomGTPre.minor && c.semver.patch === needDomGTPre.patch) needDomGTPre = false;
				}
				if (c.operator === ">" || c.operator === ">=") {
					higher = higherGT(gt, c, options);
					if (higher === c && higher !== gt) return false;
				} else if (gt.operator === ">=" && !c.test(gt.semver)) return false;
			}
			if (lt) {
				if (needDomLTPre) {
					if (c.semver.prerelease && c.semver.prerelease.length && c.semver.major === needDomLTPre.major && c.semver.minor === needDomLTPre.minor && c.semver.patch === needDomLTPre.patch) needDomLTPre = false;
				}
				if (c.operator === "<" || c.operator === "<=") {
					lower = lowerLT(lt, c, options);
					if (lower === c && lower !== lt) return false;
				} else if (lt.operator === "<=" && !c.test(lt.semver)) return false;
			}
			if (!c.operator && (lt || gt) && gtltComp !== 0) return false;
		}
		if (gt && hasDomLT && !lt && gtltComp !== 0) return false;
		if (lt && hasDomGT && !gt && gtltComp !== 0) return false;
		if (needDomGTPre || needDomLTPre) return false;
		return true;
	};
	const higherGT = (a, b, options) => {
		if (!a) return b;
		const comp = compare(a.semver, b.semver, options);
		return comp > 0 ? a : comp < 0 ? b : b.operator === ">" && a.operator === ">=" ? b : a;
	};
	const lowerLT = (a, b, options) => {
		if (!a) return b;
		const comp = compare(a.semver, b.semver, options);
		return comp < 0 ? a : comp > 0 ? b : b.operator === "<" && a.operator === "<=" ? b : a;
	};
	module.exports = subset;
}));

// node_modules/semver/index.js
var require_semver = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const internalRe = require_re();
	const constants = require_constants();
	const SemVer = require_semver$1();
	const identifiers = require_identifiers();
	const parse = require_parse();
	const valid = require_valid$1();
	const clean = require_clean();
	const inc = require_inc();
	const diff = require_diff();
	const major = require_major();
	const minor = require_minor();
	const patch = require_patch();
	const prerelease = require_prerelease();
	const compare = require_compare();
	const rcompare = require_rcompare();
	const compareLoose = require_compare_loose();
	const compareBuild = require_compare_build();
	const sort = require_sort();
	const rsort = require_rsort();
	const gt = require_gt();
	const lt = require_lt();
	const eq = require_eq();
	const neq = require_neq();
	const gte = require_gte();
	const lte = require_lte();
	const cmp = require_cmp();
	const coerce = require_coerce();
	const truncate = require_truncate();
	const Comparator = require_comparator();
	const Range = require_range();
	const satisfies = require_satisfies();
	const toComparators = require_to_comparators();
	const maxSatisfying = require_max_satisfying();
	const minSatisfying = require_min_satisfying();
	const minVersion = require_min_version();
	const validRange = require_valid();
	const outside = require_outside();
	const gtr = require_gtr();
	const ltr = require_ltr();
	const intersects = require_intersects();
	const simplifyRange = require_simplify();
	const subset = require_subset();
	module.exports = {
		parse,
		valid,
		clean,
		inc,
		diff,
		major,
		minor,
		patch,
		prerelease,
		compare,
		rcompare,
		compareLoose,
		compareBuild,
		sort,
		rsort,
		gt,
		lt,
		eq,
		neq,
		gte,
		lte,
		cmp,
		coerce,
		truncate,
		Comparator,
		Range,
		satisfies,
		toComparators,
		maxSatisfying,
		minSatisfying,
		minVersion,
		validRange,
		outside,
		gtr,
		ltr,
		intersects,
		simplifyRange,
		subset,
		SemVer,
		re: internalRe.re,
		src: internalRe.src,
		tokens: internalRe.t,
		SEMVER_SPEC_VERSION: constants.SEMVER_SPEC_VERSION,
		RELEASE_TYPES: constants.RELEASE_TYPES,
		compareIdentifiers: identifiers.compareIdentifiers,
		rcompareIdentifiers: identifiers.rcompareIdentifiers
	};
}));

// src/plan/versions.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
/** Whether a version may travel: into tags, file names, URLs and matrix rows. */
const isPlainVersion = (version) => /^[0-9A-Za-z][0-9A-Za-z.+_~!-]*$/.test(version) && !version.includes("..");
/** Whether a version is a prerelease by SemVer 2.0; one that is no SemVer is a prerelease when a letter follows its numbers. */
function isPrerelease(version) {
	const parsed = import_semver.default.parse(version);
	return parsed === null ? /^\d+(\.\d+)*[-._]?[A-Za-z]/.test(version) && !/^\d+(\.\d+)*[-._]?(final|ga|release)$/i.test(version) : parsed.prerelease.length > 0;
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

// src/plan/plan.ts
/** Decides what ships. Pure: the same facts give the same plan, byte for byte. Throws every mistake at once. */
function makePlan(facts) {
	const { config, workspace } = facts;
	const { packages, mistakes } = configuredPackages(config, workspace);
	throwAll(mistakes);
	const template = tagTemplate(config, packages);
	throwAll([...clashes(packages, template), ...filterMistakes(facts, packages)]);
	const wanted = matcher(facts.packages);
	const { results, errors } = collect(packages.filter((entry) => wanted(entry.package.name)), (entry) => decide(entry, template, facts));
	throwAll(errors);
	const decisions = results;
	const released = decisions.flatMap((decision) => decision.kind === "release" ? [decision] : []);
	const releases = withTargets(released, facts);
	return {
		plan: sealPlan({
			version: 1,
			commit: facts.commit,
			releases,
			destinations: destinationsOf(config, releases)
		}),
		skipped: decisions.flatMap((decision) => decision.kind === "skip" ? [decision.skipped] : []),
		notices: [...workspace.unreadable.map(({ path, why }) => ({ message: `${path} could not be read and its package is left out: ${why}` })), ...differences(facts, released)]
	};
}
/** The template of the configuration, else `v{version}` where one package is released and a name is needed for several. */
const tagTemplate = (config, packages) => config.release.tag ?? (packages.length > 1 ? "{package}-v{version}" : "v{version}");
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
function decide(entry, template, facts) {
	const { package: found } = entry;
	const skip = (why) => ({
		kind: "skip",
		skipped: {
			package: found.name,
			why
		}
	});
	const release = (version, tag, state, commit) => {
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
				state,
				bins: found.bins
			}
		};
	};
	if (facts.chosen !== void 0) {
		const choice = facts.chosen.find((each) => each.package === found.name || each.package === `${found.ecosystem}/${found.name}`);
		if (choice === void 0) return skip("not among what is to be released");
		const peeled = facts.tags.get(choice.tag);
		return release(choice.version, choice.tag, peeled === void 0 ? "pending" : "tagged", choice.commit ?? peeled ?? facts.commit);
	}
	const version = found.version ?? versionAt(facts, template, found.name);
	const tag = version === void 0 ? void 0 : renderTag(template, {
		package: found.name,
		version
	});
	const peeled = tag === void 0 ? void 0 : facts.tags.get(tag);
	if (version !== void 0 && tag !== void 0 && peeled === facts.commit) return release(version, tag, "tagged", facts.commit);
	switch (facts.mode) {
		case "matrix": return release(facts.config.release.untagged, "", "untagged", facts.commit);
		case "release":
			if (version === void 0 || tag === void 0) return skip("its version comes from the tag, and no tag of it is at this commit");
			if (peeled === void 0) return release(version, tag, "pending", facts.commit);
			return skip(`tag ${tag} is at ${peeled.slice(0, 7)}: its version has not changed since`);
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
/** Two packages whose tags are the same today would be one release: refused for every version, filtered out or not. */
function clashes(packages, template) {
	const byTag = /* @__PURE__ */ new Map();
	for (const { package: found } of packages) {
		if (found.version === void 0) continue;
		const tag = renderTag(template, {
			package: found.name,
			version: found.version
		});
		byTag.set(tag, [...byTag.get(tag) ?? [], `${found.name} (${found.ecosystem}, ${found.path})`]);
	}
	return [...byTag].filter(([, who]) => who.length > 1).map(([tag, who]) => new UserError("TAG_CLASH", `the tag ${tag} would stand for ${who.join(" and ")}`, { hint: `Write "release: { tag: '{package}-v{version}' }", or configure only one of them.` }));
}
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
/** What another planner said against what the tags say. */
function differences(facts, released) {
	if (facts.chosen === void 0) return [];
	return released.flatMap(({ release, entry }) => {
		const { version } = entry.package;
		return version === void 0 || version === release.version || release.commit !== facts.commit ? [] : [{ message: `${release.package}: version ${release.version} is to be released, but its manifest says ${version}` }];
	});
}

// src/plan/planners.ts
/** What another planner said, in one of the shapes that carry a list: `[{name, version}]`, `{releases: […]}`, or ours. */
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
	return list.map((entry, index) => {
		const name = textAt(entry, "package") ?? textAt(entry, "package_name") ?? textAt(entry, "name");
		const version = textAt(entry, "version");
		if (name === void 0 || version === void 0) throw new UserError("PLANNER_OUTPUT", `entry ${index + 1} of the input "plan" lacks a name or a version`, { hint: "Each entry needs \"name\" and \"version\"." });
		const tag = textAt(entry, "tag") ?? textAt(entry, "tag_name");
		const commit = textAt(entry, "sha") ?? textAt(entry, "commit");
		if (tag !== void 0 && !isTagName(tag)) throw new UserError("PLANNER_OUTPUT", `entry ${index + 1} of the input "plan" has the tag ${JSON.stringify(tag)}, which git does not take`);
		return {
			package: name,
			version,
			tag: tag ?? renderTag(template, {
				package: name,
				version
			}),
			commit: commit !== void 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0
		};
	});
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
var import_valid = /* @__PURE__ */ __toESM(require_valid$1(), 1);
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