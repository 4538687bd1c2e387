export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** Least, middle and greatest of some numbers. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (index: number): number => sorted[index] ?? NaN
  const half = (sorted.length - 1) / 2
  return { min: at(0), median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2, max: at(sorted.length - 1) }
}
