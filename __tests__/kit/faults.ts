import type { WriteFault } from './remote.ts'

/** Counts the writes of a server, and knows which of them is to be struck. */
export interface Writes {
  count(): number
  fail(number: number, fault: WriteFault): void
  /** Carries a write out as it is planned to go. `broken` makes what the client is told of a struck one. */
  carryOut<T>(work: () => Promise<T> | T, broken: (fault: WriteFault) => Error): Promise<T>
}

export function countedWrites(): Writes {
  let count = 0
  const planned = new Map<number, WriteFault>()
  return {
    count: () => count,
    fail: (number, fault) => void planned.set(count + number, fault),
    carryOut: async (work, broken) => {
      const fault = planned.get(count)
      planned.delete(count)
      count++
      if (fault === undefined) return work()
      if (fault === 'lost answer') await work()
      throw broken(fault)
    },
  }
}
