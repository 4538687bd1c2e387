import { A as strictObject, C as int, D as number, M as union, O as object, a as secret, j as string, k as record, n as duration, t as SecretName, x as boolean, y as _enum } from "./fields.js";
import { s as UserError } from "./placeholders.js";
import { t as releaseId } from "./types.js";

// src/backends/command.ts
const config = strictObject({
	run: string().min(1).meta({ description: "The command: a line for the shell. What it may know is in the environment." }),
	per: _enum([
		"asset",
		"target",
		"package",
		"release",
		"run"
	]).default("release").meta({ description: "What the command runs once for." }),
	check: string().min(1).optional().meta({ description: "A command that looks and changes nothing: exit code 0 says that it is done already." }),
	shell: _enum([
		"bash",
		"sh",
		"pwsh",
		"python"
	]).default("bash").meta({ description: "What reads the command." }),
	timeout: duration("How long one run may take.").default(9e5),
	retries: int().min(0).max(10).default(0).meta({ description: "How often a failed run is tried again, each time after `check`." }),
	env: record(string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable"), union([
		secret("Name of a variable of the step."),
		string().regex(/^(?!\$)/, "must be a value, or $NAME with letters, digits and \"_\""),
		number(),
		boolean()
	])).default({}).meta({ description: "Further variables: a value, or `$NAME` for a variable of the step." })
});
/** The variables that tell a command what it runs for. */
const detail = object({
	variables: record(string(), string()),
	root: string(),
	release: string(),
	name: string().optional()
});
/** A command of the user's own. Whether it is done is asked with `check`; without one, the receipts of earlier attempts say it. */
const command = {
	kind: "command",
	config,
	verifies: "presence",
	takes: () => "any",
	remembers: true,
	plan: async (options, view, reader) => {
		const subjects = subjectsOf(options, view);
		return Promise.all(subjects.map(async ({ key, variables, asset }) => {
			const item = {
				address: `command:${view.destination}/${key}`,
				after: [],
				detail: {
					variables,
					root: view.root,
					release: releaseId(view.release),
					...asset === void 0 ? {} : { name: asset.name }
				},
				...asset === void 0 ? {} : { asset }
			};
			return {
				...item,
				...await isDone(options, item, reader) ?? {
					action: "create",
					why: options.check === void 0 ? "no receipt of it" : "its check says so"
				}
			};
		}));
	},
	publish: async (options, item, host) => {
		if (await isDone(options, item, host) !== void 0) return receipt(item, "kept", host, host.memory.done(item.address)?.url);
		const folder = await host.files.temporary("command");
		const output = `${folder}/output`;
		await host.files.write(output, "");
		for (let attempt = 0;; attempt++) {
			const result = await host.commands.run(spec(options, options.run, item, host, output));
			if (result.ended === "exit" && result.code === 0) break;
			if (attempt >= options.retries || result.ended === "cancelled") throw failure(options, result);
			host.log.warning(`${item.address}: ${explain(options, result)}; try ${attempt + 2} of ${options.retries + 1}`);
			await host.clock.sleep(host.clock.random() * 1e3 * 2 ** attempt, host.signal);
			if (options.check !== void 0 && await isDone(options, item, host) !== void 0) break;
		}
		const url = /^url=(https?:\/\/\S+)$/m.exec(await host.files.text(output))?.[1];
		await host.files.remove(folder);
		return receipt(item, "created", host, url);
	},
	verify: async (options, past, reader) => {
		if (options.check === void 0) return {
			ok: true,
			by: "presence"
		};
		return await isDone(options, {
			address: past.address,
			detail: past.detail
		}, reader) === void 0 ? {
			ok: false,
			why: "its check still says that it is not done"
		} : {
			ok: true,
			by: "presence"
		};
	}
};
function subjectsOf({ per }, view) {
	const { release, assets } = view;
	const base = releaseVariables(release);
	const id = `${release.package}@${release.version}+${release.commit.slice(0, 12)}`;
	switch (per) {
		case "asset": return assets.map((asset) => ({
			key: `${id}/${asset.name}/${asset.sha256.slice(0, 12)}`,
			variables: {
				...base,
				SLIPWAY_TARGET: asset.target,
				SLIPWAY_FILE: asset.path,
				SLIPWAY_NAME: asset.name,
				SLIPWAY_SHA256: asset.sha256,
				SLIPWAY_SIZE: String(asset.size)
			},
			asset
		}));
		case "target": return release.targets.map(({ target }) => ({
			key: `${id}/${target}`,
			variables: {
				...base,
				SLIPWAY_TARGET: target
			}
		}));
		case "package": return [{
			key: `${release.package}+${release.commit.slice(0, 12)}`,
			variables: base
		}];
		case "release": return [{
			key: id,
			variables: base
		}];
		case "run": return [{
			key: `run+${release.commit.slice(0, 12)}`,
			variables: {
				SLIPWAY_COMMIT: release.commit,
				SLIPWAY_TAG: view.all.map(({ tag }) => tag).filter(Boolean).join(" "),
				SLIPWAY_PACKAGE: [...new Set(view.all.map((each) => each.package))].join(" ")
			}
		}];
	}
}
const releaseVariables = (release) => ({
	SLIPWAY_PACKAGE: release.package,
	SLIPWAY_VERSION: release.version,
	SLIPWAY_TAG: release.tag,
	SLIPWAY_COMMIT: release.commit,
	SLIPWAY_CHANNEL: release.channel
});
/** Whether it is done already, with the reason; `undefined` where it has to run. */
async function isDone(options, item, reader) {
	if (options.check === void 0) {
		const past = reader.memory.done(item.address);
		return past === void 0 ? void 0 : {
			action: "keep",
			why: `done at ${past.at}`,
			proof: "presence",
			...past.url === void 0 ? {} : { url: past.url }
		};
	}
	const result = await reader.commands.check(spec(options, options.check, item, reader));
	if (result.ended !== "exit") throw failure(options, result, "check");
	return result.code === 0 ? {
		action: "keep",
		why: "its check says that it is done",
		proof: "presence"
	} : void 0;
}
function spec(options, line, item, reader, output) {
	const { variables, root, release, name } = detail.parse(item.detail);
	const url = reader.link(release, name) ?? reader.link(release);
	const own = Object.entries(options.env).map(([name, value]) => [name, value instanceof SecretName ? reader.secret(value.env) : String(value)]);
	return {
		argv: shells[options.shell](line),
		cwd: root,
		env: {
			...reader.baseEnvironment,
			...Object.fromEntries(own),
			...variables,
			...url === void 0 ? {} : { SLIPWAY_URL: url },
			...output === void 0 ? {} : { SLIPWAY_OUTPUT: output }
		},
		timeout: options.timeout,
		onLine: (text) => reader.log.info(`  ${text}`)
	};
}
/** How each shell reads a line, so that its first failure is the failure of the whole. */
const shells = {
	bash: (line) => [
		"bash",
		"--noprofile",
		"--norc",
		"-eo",
		"pipefail",
		"-c",
		line
	],
	sh: (line) => [
		"sh",
		"-ec",
		line
	],
	pwsh: (line) => [
		"pwsh",
		"-NoProfile",
		"-Command",
		`$ErrorActionPreference = 'stop'; ${line}`
	],
	python: (line) => [
		"python",
		"-c",
		line
	]
};
function explain({ timeout }, result) {
	switch (result.ended) {
		case "exit": return `it ended with exit code ${result.code}`;
		case "signal": return `it was ended by ${result.signal}`;
		case "timeout": return `it did not end within ${timeout / 1e3} s`;
		case "cancelled": return "it was ended because the run was cancelled";
	}
}
function failure(options, result, which = "run") {
	const tail = result.tail.slice(-5).join("\n");
	return new UserError("COMMAND_FAILED", `${which === "run" ? "the command" : "its check"} failed: ${explain(options, result)}${tail === "" ? "" : `\n${tail}`}`, { hint: which === "run" ? "See what it printed in the log." : "A check ends with exit code 0 (done) or another one (not done)." });
}
function receipt(item, did, host, url) {
	return {
		address: item.address,
		did,
		size: item.asset?.size ?? 0,
		sha256: item.asset?.sha256 ?? "",
		...url === void 0 ? {} : { url },
		at: new Date(host.clock.now()).toISOString(),
		detail: item.detail
	};
}

export { command };