// src/host/retry.ts
/** Statuses after which the same question may be asked again. */
const passing = /* @__PURE__ */ new Set([
	408,
	425,
	429,
	500,
	502,
	503,
	504
]);
/** Codes of connections that broke or never came about, which a second try may not meet. */
const broken = /* @__PURE__ */ new Set([
	"ECONNRESET",
	"ECONNREFUSED",
	"ECONNABORTED",
	"ETIMEDOUT",
	"EPIPE",
	"EAI_AGAIN",
	"ENETUNREACH",
	"EHOSTUNREACH",
	"ERR_STREAM_PREMATURE_CLOSE",
	"UND_ERR_SOCKET",
	"HTTP_DEADLINE"
]);
const isPassingStatus = (status) => passing.has(status);
/** Whether an error is a connection that broke, anywhere among its causes. */
function isBrokenConnection(thrown) {
	if (typeof thrown !== "object" || thrown === null) return false;
	const code = Reflect.get(thrown, "code");
	return typeof code === "string" && broken.has(code) || isBrokenConnection(Reflect.get(thrown, "cause"));
}
const readPolicy = {
	attempts: 5,
	base: 1e3,
	cap: 3e4
};
/** Milliseconds that a `Retry-After` asks for: seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(value, now) {
	if (value === void 0) return void 0;
	if (/^\d+$/.test(value)) return Number(value) * 1e3;
	const date = /[A-Za-z]{3}/.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
/**
* Asks again until an answer is final: full jitter over a doubling wait, or what the server asked for. Gives the last answer when
* the attempts are used up; an error that is no broken connection goes through at once. Only for what changes nothing.
*/
async function retryRead(clock, signal, policy, attempt) {
	for (let count = 1;; count++) {
		const wait = clock.random() * Math.min(policy.cap, policy.base * 2 ** (count - 1));
		try {
			const outcome = await attempt();
			if (outcome.done || count >= policy.attempts) return outcome.value;
			await clock.sleep(outcome.wait ?? wait, signal);
		} catch (thrown) {
			signal.throwIfAborted();
			if (!isBrokenConnection(thrown) || count >= policy.attempts) throw thrown;
			await clock.sleep(wait, signal);
		}
	}
}

export { retryRead as a, retryAfter as i, isPassingStatus as n, readPolicy as r, isBrokenConnection as t };