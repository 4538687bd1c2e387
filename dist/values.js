// src/plan/values.ts
/** The values that placeholders have for a release. */
function releaseValues(release) {
	return {
		package: release.package,
		version: release.version,
		tag: release.tag,
		commit: release.commit,
		commit7: release.commit.slice(0, 7),
		channel: release.channel,
		date: release.date,
		...release.bins[0] === void 0 ? {} : { bin: release.bins[0] }
	};
}
/** The values that placeholders have for one target of a release. */
function targetValues(release, target, artifact) {
	return {
		...releaseValues(release),
		target: target.name,
		os: target.osName,
		arch: target.arch,
		platform: target.platform,
		exe: target.exe,
		artifact
	};
}
/** A package name as one part of a path: `@scope/name` is `scope-name`. */
const pathPart = (name) => name.replace(/^@/, "").replace(/[^A-Za-z0-9._+-]+/g, "-");

export { releaseValues as n, targetValues as r, pathPart as t };