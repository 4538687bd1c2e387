import type { Receipt } from '../backends/backend.ts'
import type { DestinationOutcome, ItemOutcome } from '../engine/outcome.ts'

/** Hides secrets in outputs, summary and receipts, where the runner does not: it masks its log only. */
export interface Redactor {
  /** Remembers a secret, and answers it. */
  hide(secret: string): string
  /** The text with `***` for every secret, every line of one, and either as part of an address. */
  text(text: string): string
}

export function redactor(): Redactor {
  const hidden = new Set<string>()
  return {
    hide: (secret) => {
      const lines = secret.split(/[\r\n]+/).filter((line) => line.trim() !== '')
      for (const part of [secret, ...lines].filter((each) => each !== ''))
        hidden.add(part).add(encodeURIComponent(part))
      return secret
    },
    // The longest first: a secret that holds another one must not leave its rest behind.
    text: (text) =>
      [...hidden].sort((a, b) => b.length - a.length).reduce((shown, secret) => shown.replaceAll(secret, '***'), text),
  }
}

/** A receipt as it is kept. Its address stays: it holds no secret by contract, and a later attempt looks for it letter by letter. */
export const redactReceipt = (receipt: Receipt, redact: Redactor): Receipt =>
  receipt.url === undefined ? receipt : { ...receipt, url: redact.text(receipt.url) }

/** An outcome as it is reported: what a command printed before it failed, and what a backend of the user's own says, may hold anything. */
export const redactOutcome = (outcome: DestinationOutcome, redact: Redactor): DestinationOutcome => ({
  ...outcome,
  why: redact.text(outcome.why),
  ...(outcome.hint === undefined ? {} : { hint: redact.text(outcome.hint) }),
  items: outcome.items.map((item) => redactItem(item, redact)),
})

function redactItem(outcome: ItemOutcome, redact: Redactor): ItemOutcome {
  const item = { ...outcome.item, address: redact.text(outcome.item.address), why: redact.text(outcome.item.why) }
  switch (outcome.kind) {
    case 'done':
      return { ...outcome, item, receipt: redactReceipt(outcome.receipt, redact) }
    case 'failed': {
      const { code, message, hint } = outcome.error
      const error = { code, message: redact.text(message), ...(hint === undefined ? {} : { hint: redact.text(hint) }) }
      return { ...outcome, item, error }
    }
    case 'not started':
      return { ...outcome, item }
  }
}
