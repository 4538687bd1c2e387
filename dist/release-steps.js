import { a as __toESM } from "./rolldown-runtime.js";
import { s as UserError } from "./placeholders.js";
import { A as object, C as discriminatedUnion, D as literal, N as string, P as union, S as boolean, k as number, x as array } from "./fields.js";
import { _ as tagCommit, a as require_semver, c as assetsIn, d as listAssets, f as listReleases, g as statusOf, h as releaseOf, i as settlingTime, l as createDraft, m as publishedRelease, n as isUnsure, r as settle, u as found } from "./settle.js";

// src/github/asset-names.ts
/**
* The name that GitHub gives an uploaded asset: diacritics are dropped, every run of letters that it does not take becomes one
* dot, dots at the ends go, and a name that was only an ending gets `default` before it. Seen in the answers of the API and in
* what its own client does; not specified.
*/
function githubName(name) {
	const dotted = name.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[^A-Za-z0-9\-_+@]+/g, ".");
	const trimmed = dotted.replace(/^\.+|\.+$/g, "");
	if (trimmed === "") return "default";
	return dotted.startsWith(".") ? `default.${trimmed}` : trimmed;
}
/** The media type that an asset is served with. */
function mediaType(name) {
	return {
		gz: "application/gzip",
		tgz: "application/gzip",
		xz: "application/x-xz",
		zst: "application/zstd",
		zip: "application/zip",
		json: "application/json",
		txt: "text/plain",
		deb: "application/vnd.debian.binary-package",
		rpm: "application/x-rpm",
		whl: "application/zip"
	}[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

// src/github/look.ts
const memory = /* @__PURE__ */ new WeakMap();
function seen(reader) {
	const known = memory.get(reader) ?? {
		listing: void 0,
		byTag: /* @__PURE__ */ new Map()
	};
	memory.set(reader, known);
	return known;
}
/** Every release of the repository; one listing serves all that a reader asks. */
async function allReleases(reader) {
	const known = seen(reader);
	known.listing ??= orForget(listNow(reader), () => known.listing = void 0);
	return known.listing;
}
/** What could not be read is asked anew by whoever needs it next. */
async function orForget(reading, forget) {
	try {
		return await reading;
	} catch (error) {
		forget();
		throw error;
	}
}
/** The last listing of a GitHub, whichever reader asked for it. */
const listings = /* @__PURE__ */ new WeakMap();
async function listNow({ github, clock }) {
	const listing = {
		at: clock.now(),
		releases: await listReleases(github)
	};
	listings.set(github, listing);
	return listing.releases;
}
/** Milliseconds for which a listing is good enough to tell what other releases there are. */
const listingAge = 3e5;
/** Every release, as of the last few minutes: for what depends on the other releases and not on this one. */
async function recentReleases(reader) {
	const last = listings.get(reader.github);
	return last !== void 0 && reader.clock.now() - last.at < listingAge ? last.releases : allReleases(reader);
}
/** The release of a tag as this reader knows it, looked up on first use. `mayBePublished`: a tag that exists may have a release that a listing does not show yet. */
async function look(reader, tag, mayBePublished) {
	const { byTag } = seen(reader);
	const known = byTag.get(tag);
	if (known !== void 0) return known;
	const looking = orForget(lookUp(reader, tag, mayBePublished), () => byTag.delete(tag));
	byTag.set(tag, looking);
	return looking;
}
async function lookUp(reader, tag, mayBePublished) {
	const release = releaseOf(await allReleases(reader), tag) ?? (mayBePublished ? await publishedRelease(reader.github, tag) : void 0);
	return release === void 0 ? void 0 : {
		release,
		assets: await listAssets(reader.github, release.id)
	};
}
/** Looks up a tag anew, whatever this reader has seen before. */
async function lookAgain(reader, tag) {
	const known = seen(reader);
	known.listing = void 0;
	known.byTag.delete(tag);
	return look(reader, tag, true);
}
/** The release of an id as it is now: unlike a listing, it does not lag behind. */
async function lookById(reader, id) {
	const release = (await found(reader.github.read("GET /repos/{owner}/{repo}/releases/{release_id}", { release_id: id })))?.data;
	if (release === void 0) return void 0;
	const there = {
		release,
		assets: assetsIn(release) ?? await listAssets(reader.github, id)
	};
	learn(reader, there);
	return there;
}
/** The release of a tag as this reader knows it, looked up by its id on first use. */
async function lookWithId(reader, tag, id) {
	const { byTag } = seen(reader);
	const looking = byTag.get(tag) ?? orForget(lookById(reader, id), () => byTag.delete(tag));
	byTag.set(tag, looking);
	return looking;
}
/** What a write has made of a release. */
function learn(reader, there) {
	seen(reader).byTag.set(there.release.tag_name, Promise.resolve(there));
}
/** What a write has made of one asset; others may change at the same time. */
function learnAsset(reader, tag, asset) {
	const { byTag } = seen(reader);
	const known = byTag.get(tag);
	if (known === void 0) return;
	byTag.set(tag, known.then((there) => there && {
		...there,
		assets: [...there.assets.filter(({ id, name }) => id !== asset.id && name !== asset.name), asset]
	}));
}
/**
* An asset as it is now. The release itself tells first; where it shows no such asset, the listing has the last word, since
* a release may tell of its first assets only.
*/
async function currentAsset(reader, release, name) {
	const named = (assets) => assets.find((each) => each.name === name);
	return named((await lookById(reader, release))?.assets ?? []) ?? named(await listAssets(reader.github, release));
}

// src/github/latest.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
/** The part of a tag that does not change from version to version: `tool-v` of `tool-v1.2.0`; `undefined` where the version is not in it. */
function familyOf(tag, version) {
	const at = tag.lastIndexOf(version);
	return at === -1 ? void 0 : `${tag.slice(0, at)}\u0000${tag.slice(at + version.length)}`;
}
/** The version in a tag of a family. */
function versionIn(family, tag) {
	const [before = "", after = ""] = family.split("\0");
	if (!tag.startsWith(before) || !tag.endsWith(after) || tag.length <= before.length + after.length) return void 0;
	const version = tag.slice(before.length, tag.length - after.length);
	return import_semver.default.valid(version) ?? void 0;
}
/**
* Whether a release becomes the latest, by version and not by date: a patch of an old line does not take it from a newer one, nor
* does one package of a repository take it from another. `ask`: there are releases of other packages, so it depends on whose
* the latest is now.
*/
function makeLatest(subject, releases) {
	if (subject.prerelease) return "false";
	const family = familyOf(subject.tag, subject.version);
	const own = import_semver.default.valid(subject.version);
	if (family === void 0 || own === null) return "true";
	const published = releases.filter(({ draft, prerelease, tag_name }) => !draft && !prerelease && tag_name !== subject.tag);
	if (published.flatMap(({ tag_name }) => versionIn(family, tag_name) ?? []).some((version) => import_semver.default.gt(version, own))) return "false";
	return published.some(({ tag_name }) => versionIn(family, tag_name) === void 0 && isVersioned(tag_name)) || subject.others ? "ask" : "true";
}
const isVersioned = (tag) => /\d+\.\d+/.test(tag);
/** The answer to `ask`, once the latest is known: only one of the same package gives way. */
function makeLatestOver(subject, latest) {
	if (latest === void 0) return subject.leads ? "true" : "false";
	const family = familyOf(subject.tag, subject.version);
	return family !== void 0 && versionIn(family, latest) !== void 0 ? "true" : "false";
}

// src/github/upload.ts
/** A server that tells no digest (GitHub Enterprise, assets from before June 2025) is believed by size. */
function compareAsset(there, asset) {
	if (there === void 0) return "absent";
	if (there.state !== "uploaded") return "half uploaded";
	if (there.size !== asset.size) return "other bytes";
	const digest = digestOf(there);
	if (digest === void 0) return "same size";
	return digest === `sha256:${asset.sha256}` ? "same digest" : "other bytes";
}
/** The digest that a server tells; an old one leaves the field out, against the schema. */
const digestOf = ({ digest }) => digest ?? void 0;
const isSame = (comparison) => comparison === "same digest" || comparison === "same size";
/** Brings one asset into a release and answers what it did. */
async function bringAsset(host, release, asset, options) {
	const name = githubName(asset.name);
	const there = options.assets.find((each) => each.name === name);
	const state = compareAsset(there, asset);
	if (there !== void 0 && isSame(state)) return {
		did: "kept",
		stored: there
	};
	if (state === "other bytes" && options.replacing === "never") throw new UserError("CONFLICT", `${asset.name} is already in release ${release.tag_name} with other bytes`, { hint: "Release a new version; what is published is never changed behind anybody's back." });
	const waiting = options.assets.find((each) => each.name === waitingName(name, asset));
	if (options.replacing === "by swap" && (state === "other bytes" || waiting !== void 0)) return {
		did: "replaced",
		stored: await swap(host, release, asset, there, waiting)
	};
	if (there !== void 0) await removeAsset(host, there);
	const stored = await sendAsset(host, release, asset, name);
	return {
		did: state === "other bytes" ? "replaced" : "created",
		stored
	};
}
/** The name under which new bytes wait until they are verified. With the digest, so that a rerun knows its own. */
const waitingName = (name, asset) => `${name}.slipway-${asset.sha256.slice(0, 12)}`;
/** Where old bytes go to make room for the new ones, until they are removed. */
const retiredName = (name, old) => `${name}.slipway-old-${old.id}`;
/** Whether an asset is what a swap of one of these names left behind when it was cut off. */
function isLeftover({ name }, names) {
	const [, stem] = /^(.+)\.slipway-(?:old-\d+|[0-9a-f]{12})$/.exec(name) ?? [];
	return stem !== void 0 && names.has(stem) && !names.has(name);
}
/** Sends the new bytes beside the old ones and lets them take the name: nobody finds nothing for longer than one request. */
async function swap(host, release, asset, old, waiting) {
	const name = githubName(asset.name);
	const temporary = waitingName(name, asset);
	if (waiting !== void 0 && !isSame(compareAsset(waiting, asset))) await removeAsset(host, waiting);
	const fresh = waiting !== void 0 && isSame(compareAsset(waiting, asset)) ? waiting : await sendAsset(host, release, asset, temporary);
	if (old !== void 0) await renameAsset(host, old, retiredName(name, old));
	const stored = await renameAsset(host, fresh, name);
	if (old !== void 0) await removeAsset(host, old);
	return stored;
}
async function renameAsset(host, asset, name) {
	return settle(host, `renaming ${asset.name}`, {
		write: async () => (await host.github.write("PATCH /repos/{owner}/{repo}/releases/assets/{asset_id}", {
			asset_id: asset.id,
			name
		})).data,
		look: async () => {
			const { data } = await host.github.read("GET /repos/{owner}/{repo}/releases/assets/{asset_id}", { asset_id: asset.id });
			return data.name === name ? data : void 0;
		}
	});
}
/** Removes an asset by its id; one that is gone already is removed. */
async function removeAsset(host, asset) {
	const gone = async (work) => {
		try {
			await work();
			return;
		} catch (error) {
			if (statusOf(error) === 404) return "gone";
			throw error;
		}
	};
	const id = { asset_id: asset.id };
	await settle(host, `removing ${asset.name}`, {
		write: async () => {
			await gone(async () => host.github.write("DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}", id));
			return "gone";
		},
		look: async () => gone(async () => host.github.read("GET /repos/{owner}/{repo}/releases/assets/{asset_id}", id))
	});
}
/**
* Sends an asset, and after anything but a plain success looks at it: the same bytes are a success whose answer was lost; a half
* or a wrong one goes, by its id; then it is sent again, from the start of the file.
*/
async function sendAsset(host, release, asset, name) {
	for (let attempt = 1;; attempt++) {
		const sent = await sendOnce(host, release, asset, name);
		if (sent.kind === "stored") return sent.asset;
		if (sent.kind === "refused") throw sent.error;
		host.log.info(`${asset.name}: ${sent.error.message}; looking whether it arrived`);
		await host.clock.sleep(settlingTime(host, attempt), host.signal);
		const there = await currentAsset(host, release.id, name);
		if (there !== void 0 && isSame(compareAsset(there, asset))) return there;
		if (attempt === 6) throw sent.error;
		if (there !== void 0) await removeAsset(host, there);
	}
}
async function sendOnce(host, release, asset, name) {
	const url = `${release.upload_url.replace(/\{[^}]*\}$/, "")}?name=${encodeURIComponent(name)}`;
	let answer;
	try {
		answer = await host.github.upload(url, {
			path: asset.path,
			size: asset.size,
			type: mediaType(asset.name)
		});
	} catch (cause) {
		if (!isUnsure(cause)) throw cause;
		return {
			kind: "unsure",
			error: cause instanceof Error ? cause : new Error("the connection broke", { cause })
		};
	}
	const said = answer.body.slice(0, 300);
	if (answer.status === 201) return storedAs(JSON.parse(answer.body), asset, name);
	const error = new UserError("UPLOAD_REFUSED", `GitHub answered ${answer.status} to ${asset.name}: ${said}`, { hint: "Give the job \"permissions: { contents: write }\", and see what GitHub says." });
	return answer.status === 422 && said.includes("already_exists") || isUnsure({
		status: answer.status,
		message: said
	}) ? {
		kind: "unsure",
		error
	} : {
		kind: "refused",
		error
	};
}
const isAsset = (value) => typeof value === "object" && value !== null && "id" in value && "name" in value && "state" in value && "size" in value;
/** The answer to an upload is compared at once: a name that came out otherwise would only be missed by users. */
function storedAs(value, asset, name) {
	if (!isAsset(value)) return {
		kind: "unsure",
		error: /* @__PURE__ */ new Error("GitHub answered an upload with what is no asset")
	};
	if (value.name !== name) return {
		kind: "refused",
		error: new UserError("ASSET_RENAMED", `GitHub stored ${asset.name} as ${value.name}`, { hint: "Give the asset a name of letters, digits, \".\", \"-\", \"_\", \"+\" and \"@\"." })
	};
	if (isSame(compareAsset(value, asset))) return {
		kind: "stored",
		asset: value
	};
	const there = `${value.size} bytes, ${digestOf(value) ?? "no digest"}, ${value.state}`;
	return {
		kind: "unsure",
		error: new UserError("ASSET_DAMAGED", `GitHub stored ${asset.name} as ${there}; sent were ${asset.size} bytes, sha256:${asset.sha256}`, { hint: "Run it again." })
	};
}

// src/github/release-steps.ts
/** What is known of a release in every step of it. */
const subject = {
	tag: string(),
	version: string(),
	commit: string(),
	/** The tag exists already, at this commit. */
	tagged: boolean(),
	prerelease: boolean(),
	/** The tag moves with every run. */
	rolling: boolean()
};
/** The steps of a release, with what each needs to know beyond its asset. JSON. */
const releaseStep = discriminatedUnion("step", [
	object({
		...subject,
		step: literal("draft"),
		title: string(),
		notes: union([object({
			kind: literal("text"),
			text: string()
		}), object({ kind: literal("generated") })])
	}),
	object({
		...subject,
		step: literal("asset"),
		name: string()
	}),
	object({
		...subject,
		step: literal("seal"),
		leads: boolean(),
		others: boolean(),
		title: string(),
		notes: string().optional(),
		expected: array(object({
			name: string(),
			size: number(),
			sha256: string()
		}))
	})
]);
/** Opens the draft of a release, or adopts what is there. */
async function openDraft(host, step) {
	const there = await look(host, step.tag, step.tagged || step.rolling);
	if (there !== void 0) return {
		did: "kept",
		release: there.release
	};
	const release = await settle(host, `opening a draft of ${step.tag}`, {
		write: async () => createDraft(host.github, step),
		look: async () => (await lookAgain(host, step.tag))?.release
	});
	learn(host, {
		release,
		assets: assetsIn(release) ?? []
	});
	return {
		did: "created",
		release
	};
}
/** The release that assets are sent to. Throws where somebody took it away in the meantime. */
async function openRelease(host, tag) {
	const there = await look(host, tag, true);
	if (there !== void 0) return there;
	throw new UserError("RELEASE_GONE", `the draft of ${tag} is gone`, { hint: "Run it again; somebody deleted the draft while its assets were sent." });
}
/** Brings an asset into the release of its tag. */
async function publishAsset(host, there, asset, replacing) {
	const brought = await bringAsset(host, there.release, asset, {
		assets: there.assets,
		replacing
	});
	if (brought.did !== "kept") learnAsset(host, there.release.tag_name, brought.stored);
	return brought;
}
/** Publishes a release whose assets are all there and right; a rolling one that is public already gets its tag and notes renewed. */
async function seal(host, step, latest) {
	const there = await openRelease(host, step.tag);
	const removed = await complete(host, step, there);
	if (!there.release.draft && !step.rolling) return {
		did: removed > 0 ? "replaced" : "kept",
		release: there.release
	};
	if (step.rolling) await moveTag(host, step);
	else await refuseForeignTag(host, step);
	const release = await publish(host, step, there.release, await latestFor(host, step, latest));
	learn(host, {
		...there,
		release
	});
	return {
		did: there.release.draft ? "created" : "replaced",
		release
	};
}
/** Everything planned is there, whole and right; what was left over by a run that was cut off goes. Answers how many went. */
async function complete(host, step, there) {
	const wrongIn = (assets) => step.expected.flatMap((expected) => {
		const state = compareAsset(assets.find(({ name }) => name === githubName(expected.name)), expected);
		return isSame(state) ? [] : [`${expected.name} (${state})`];
	});
	const wrong = wrongIn(there.assets).length === 0 ? [] : wrongIn((await lookAgain(host, step.tag))?.assets ?? []);
	if (wrong.length > 0) throw new UserError("RELEASE_INCOMPLETE", `${step.tag} is not published: ${wrong.join(", ")}`, { hint: "Run it again: what is there is kept." });
	const planned = new Set(step.expected.map(({ name }) => githubName(name)));
	const isHalf = ({ state }) => state !== "uploaded";
	const stale = there.assets.filter((asset) => !planned.has(asset.name) && (isHalf(asset) || isLeftover(asset, planned) || step.rolling));
	for (const asset of stale) await removeAsset(host, asset);
	return stale.length;
}
/** A tag that came to be elsewhere since the plan was made would be published as it is. */
async function refuseForeignTag(host, step) {
	if (!step.tagged) return;
	const commit = await tagCommit(host.github, step.tag);
	if (commit !== void 0 && commit !== step.commit) throw foreignTag(step, commit);
}
const foreignTag = (step, commit) => new UserError("TAG_ELSEWHERE", `tag ${step.tag} is at ${commit}, and the plan is of ${step.commit}`, { hint: "Somebody made or moved the tag since the plan was made. Release a new version." });
async function moveTag(host, step) {
	const at = async () => tagCommit(host.github, step.tag);
	const now = await at();
	if (now === step.commit) return;
	await settle(host, `moving tag ${step.tag}`, {
		write: async () => {
			if (now === void 0) await host.github.write("POST /repos/{owner}/{repo}/git/refs", {
				ref: `refs/tags/${step.tag}`,
				sha: step.commit
			});
			else await host.github.write("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
				ref: `tags/${step.tag}`,
				sha: step.commit,
				force: true
			});
			return true;
		},
		look: async () => await at() === step.commit ? true : void 0
	});
}
async function latestFor(host, step, latest) {
	if (step.prerelease || step.rolling) return "false";
	if (latest !== "auto") return latest ? "true" : "false";
	const decided = makeLatest(step, await recentReleases(host));
	if (decided !== "ask") return decided;
	const now = await found(host.github.read("GET /repos/{owner}/{repo}/releases/latest", {}));
	return makeLatestOver(step, now?.data.tag_name);
}
async function publish(host, step, release, makeLatestNow) {
	const isPublished = (now) => !now.draft && now.tag_name === step.tag;
	return settle(host, `publishing ${step.tag}`, {
		write: async () => {
			const { data } = await host.github.write("PATCH /repos/{owner}/{repo}/releases/{release_id}", {
				release_id: release.id,
				tag_name: step.tag,
				...step.tagged ? {} : { target_commitish: step.commit },
				draft: false,
				prerelease: step.prerelease,
				make_latest: makeLatestNow,
				...step.rolling ? {
					name: step.title,
					...step.notes === void 0 ? {} : { body: step.notes }
				} : {}
			});
			return data;
		},
		look: async () => {
			const now = await lookById(host, release.id);
			return now !== void 0 && isPublished(now.release) ? now.release : void 0;
		}
	});
}
/** What a published release says when it is read back; `undefined` when all is as it should be. */
async function sealFault(reader, step, id) {
	const there = await lookById(reader, id);
	if (there === void 0) return `release ${step.tag} is gone`;
	if (there.release.draft) return `release ${step.tag} is still a draft`;
	if (there.release.tag_name !== step.tag) return `release ${step.tag} came out with the tag ${there.release.tag_name}`;
	const commit = await tagCommit(reader.github, step.tag);
	if (commit === void 0) reader.log.warning(`release ${step.tag} is public, but GitHub does not show its tag yet`);
	else if (commit !== step.commit) return `tag ${step.tag} is at ${commit}, not at ${step.commit}`;
}

export { releaseStep as a, compareAsset as c, currentAsset as d, look as f, githubName as h, publishAsset as i, isLeftover as l, lookWithId as m, openDraft as n, seal as o, lookById as p, openRelease as r, sealFault as s, foreignTag as t, isSame as u };