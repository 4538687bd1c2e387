import { s as UserError } from "./placeholders.js";

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

// src/github/rights.ts
/** Says of a refusal by GitHub what was refused and what to write in the workflow; anything else goes through as it is. */
async function explained(what, permission, work) {
	try {
		return await work();
	} catch (cause) {
		throw explain(cause, what, permission);
	}
}
/** See {@link explained}. */
function explain(cause, what, permission) {
	if (cause instanceof UserError) return cause;
	const status = statusOf(cause);
	const said = cause instanceof Error ? cause.message.replace(/ - https?:\/\/\S+$/, "") : "";
	if (status === 401) return new UserError("TOKEN_REFUSED", `GitHub refused the token: it could not ${what} (401 ${said})`, {
		hint: "Write \"token: ${{ github.token }}\", or renew the token that you give.",
		cause
	});
	if (status === 403 || status === 404) return new UserError("TOKEN_RIGHTS", `GitHub does not let this token ${what} (${status} ${said})`, {
		hint: `Write "permissions: { ${permission} }" in the job.`,
		cause
	});
	if (status !== void 0 && status < 500) return new UserError("GITHUB_REFUSED", `GitHub refused to ${what} (${status} ${said})`, { cause });
	return cause;
}

export { pages as a, statusOf as c, listReleases as i, tagCommit as l, createDraft as n, publishedRelease as o, listAssets as r, releaseOf as s, explained as t };