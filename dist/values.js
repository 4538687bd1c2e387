import { s as UserError } from "./placeholders.js";
import { n as isPassingStatus, t as isBrokenConnection } from "./retry.js";

// src/github/releases.ts
const pageSize = 100;
/** Every release, drafts included where the token may see them; newest first. */
async function listReleases(github) {
	return pages(async (page) => (await github.read("GET /repos/{owner}/{repo}/releases", {
		per_page: pageSize,
		page
	})).data);
}
/** Every asset of a release, half-uploaded ones included. */
async function listAssets(github, release) {
	return pages(async (page) => (await github.read("GET /repos/{owner}/{repo}/releases/{release_id}/assets", {
		release_id: release,
		per_page: pageSize,
		page
	})).data);
}
/** All pages of a listing: it ends at the first page that is not full. */
async function pages(page) {
	const all = [];
	for (let number = 1;; number++) {
		const some = await page(number);
		all.push(...some);
		if (some.length < pageSize) return all;
	}
}
/** The published release of a tag; drafts are never found by tag. */
async function publishedRelease(github, tag) {
	return (await found(github.read("GET /repos/{owner}/{repo}/releases/tags/{tag}", { tag })))?.data;
}
/**
* The release of a tag in a listing, published or draft. Throws where there are several drafts of it: none of them is more right
* than the others.
*/
function releaseOf(releases, tag) {
	const ours = releases.filter((release) => release.tag_name === tag);
	const published = ours.find(({ draft }) => !draft);
	if (published !== void 0) return published;
	if (ours.length > 1) throw new UserError("RELEASE_AMBIGUOUS", `there are ${ours.length} draft releases of ${tag}: ${ours.map(({ id }) => id).join(", ")}`, { hint: `Delete all but one of them, then run this again: ${ours.map(({ html_url }) => html_url).join(" ")}` });
	return ours[0];
}
/** The commit that a tag of the repository is at, through the tag object of an annotated one; `undefined` where there is no such tag. */
async function tagCommit(github, tag) {
	const ref = await found(github.read("GET /repos/{owner}/{repo}/git/ref/{ref}", { ref: `tags/${tag}` }));
	if (ref === void 0) return void 0;
	let { type, sha } = ref.data.object;
	while (type === "tag") ({type, sha} = (await github.read("GET /repos/{owner}/{repo}/git/tags/{tag_sha}", { tag_sha: sha })).data.object);
	return sha;
}
async function createDraft(github, draft) {
	const { data } = await github.write("POST /repos/{owner}/{repo}/releases", {
		tag_name: draft.tag,
		...draft.tagged ? {} : { target_commitish: draft.commit },
		name: draft.title,
		draft: true,
		prerelease: draft.prerelease,
		...draft.notes.kind === "generated" ? { generate_release_notes: true } : { body: draft.notes.text }
	});
	return data;
}
/** Turns a 404 into `undefined`. */
async function found(answer) {
	try {
		return await answer;
	} catch (error) {
		if (statusOf(error) === 404) return void 0;
		throw error;
	}
}
/** The status of an answer that was thrown. */
function statusOf(error) {
	const status = typeof error === "object" && error !== null ? Reflect.get(error, "status") : void 0;
	return typeof status === "number" ? status : void 0;
}

// src/github/settle.ts
/** Tries before a write is given up. Each but the first is preceded by a look, so none is a blind repetition. */
const writeAttempts = 6;
/** Whether an error leaves open if the write took effect, or says that another one may. */
function isUnsure(error) {
	const status = statusOf(error);
	if (status === void 0) return isBrokenConnection(error);
	return isPassingStatus(status) || status >= 500 || isRateLimit(error);
}
/** Whether GitHub refused because of its limits, and not because of rights. */
function isRateLimit(error) {
	const status = statusOf(error);
	if (status === 429) return true;
	const message = typeof error === "object" && error !== null && "message" in error ? String(error.message) : "";
	return status === 403 && /rate limit|abuse/i.test(message);
}
/** Milliseconds before the next try: full jitter over a doubling wait, and long enough for a listing to catch up. */
const settlingTime = (host, attempt) => 1e3 + host.clock.random() * 1e3 * 2 ** Math.min(attempt, 5);
/**
* Writes, and after anything but a plain success looks whether it took effect: an answer that was lost may have been a success.
* Only when it did not is it sent again. An answer that is a plain no goes through, unless the look finds it done all the same.
*/
async function settle(host, what, options) {
	for (let attempt = 1;; attempt++) try {
		return await options.write();
	} catch (error) {
		const taken = statusOf(error) === 422 && attempt > 1;
		if (!isUnsure(error) && !taken) throw error;
		host.log.info(`${what}: ${error instanceof Error ? error.message : "no answer"}; looking whether it took effect`);
		await host.clock.sleep(settlingTime(host, attempt), host.signal);
		const seen = await options.look();
		if (seen !== void 0) return seen;
		if (taken || attempt === 6) throw error;
	}
}

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

export { isUnsure as a, createDraft as c, listReleases as d, pages as f, tagCommit as g, statusOf as h, isRateLimit as i, found as l, releaseOf as m, releaseValues as n, settle as o, publishedRelease as p, targetValues as r, settlingTime as s, pathPart as t, listAssets as u };