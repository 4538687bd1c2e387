import type { Destination } from '../config/config.ts'
import { withDeadline } from '../engine/deadline.ts'
import { messageOf, mistakesOf, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Runtime } from '../host/runtime.ts'
import type { Plan } from '../plan/types.ts'
import { redactor } from '../report/redact.ts'

/** What a destination said when it was asked, before anything is built, whether it could be written to. */
export type Probed = { readonly destination: Destination } & (
  | { readonly kind: 'writable' }
  | { readonly kind: 'refused'; readonly why: string; readonly hint: string }
  | { readonly kind: 'not checked'; readonly why: string }
)

/** Milliseconds that one destination may take to answer. */
const probingTime = 30_000

/** Asks every destination that gets something of the plan. Writes nothing, throws nothing; answers in the order given. */
export async function probeDestinations(
  runtime: Pick<Runtime, 'withSecrets'>,
  destinations: readonly Destination[],
  plan: Pick<Plan, 'destinations'>,
): Promise<readonly Probed[]> {
  const idle = new Set(plan.destinations.filter(({ releases }) => releases.length === 0).map(({ name }) => name))
  return Promise.all(
    destinations.map(async (destination) =>
      idle.has(destination.name)
        ? { destination, kind: 'not checked', why: 'it gets nothing of this' }
        : probeOne(runtime, destination),
    ),
  )
}

async function probeOne(runtime: Pick<Runtime, 'withSecrets'>, destination: Destination): Promise<Probed> {
  const { backend, name, kind } = destination
  const unknown = (why: string): Probed => ({ destination, kind: 'not checked', why })
  if (backend === undefined) return unknown(`kind ${kind} is not available in this version of Slipway`)
  const own = runtime.withSecrets(backend.secrets)
  const absent = backend.secrets.filter((secret) => !isGiven(own, secret))
  if (absent.length > 0) return unknown(`this job is not given ${absent.map((secret) => `$${secret}`).join(', ')}`)
  const redact = redactor()
  const host: Host = { ...own, secret: (secret) => redact.hide(own.secret(secret)) }
  const refused = (why: string, hint: string): Probed => ({
    destination,
    kind: 'refused',
    why: redact.text(why),
    hint: redact.text(hint),
  })
  try {
    const verdict = await withDeadline(host.clock, probingTime, `asking ${name}`, backend.probe(host))
    if (verdict === undefined) return unknown(`${kind} cannot be asked without writing`)
    return verdict.ok ? { destination, kind: 'writable' } : refused(verdict.why, remedy(destination))
  } catch (thrown) {
    const [mistake] = mistakesOf(thrown) ?? []
    // Only a clear no counts: a broken line or a busy server says nothing of what may be written in hours.
    if (mistake === undefined || mistake.code === 'DEADLINE' || mistake.code === 'GITHUB_REFUSED')
      return unknown(`it could not be asked: ${redact.text(messageOf(mistake ?? thrown))}`)
    return refused(mistake.message, mistake.hint ?? remedy(destination))
  }
}

function remedy({ name, backend, required }: Destination): string {
  const secrets = (backend?.secrets ?? []).map((secret) => `$${secret}`)
  const first =
    secrets.length === 0
      ? `Give this job the right to write to ${name}`
      : `Renew ${secrets.join(' and ')}, or its rights`
  return required ? `${first}; with "required: false" the others go on without it.` : `${first}.`
}

function isGiven(host: Host, secret: string): boolean {
  try {
    host.secret(secret)
    return true
  } catch (thrown) {
    if (mistakesOf(thrown) === undefined) throw thrown
    return false
  }
}

/** The required destinations that cannot be written to, each as one mistake. */
export const probeMistakes = (probes: readonly Probed[]): readonly UserError[] =>
  probes.flatMap((probe) =>
    probe.kind === 'refused' && probe.destination.required
      ? [
          new UserError('NOT_WRITABLE', `${probe.destination.name} cannot be written to: ${probe.why}`, {
            where: probe.destination.where,
            hint: probe.hint,
          }),
        ]
      : [],
  )

/** Tells in the log what each destination said; one that is not required and refuses is a warning. */
export function logProbes({ log }: Pick<Runtime, 'log'>, probes: readonly Probed[]): void {
  for (const probe of probes) {
    const { name, required, where } = probe.destination
    switch (probe.kind) {
      case 'writable':
        log.info(`asked: ${name}: can be written to`)
        break
      case 'not checked':
        log.info(`asked: ${name}: not checked: ${probe.why}`)
        break
      case 'refused':
        if (required) log.info(`asked: ${name}: cannot be written to: ${probe.why}`)
        else log.warning(`${name} cannot be written to: ${probe.why}. It is not required. ${probe.hint}`, where)
        break
    }
  }
}
