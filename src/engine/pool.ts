/** Runs tasks with at most `size` at a time; results in the order of the tasks. A task must not throw. */
export async function pool<T, R>(
  values: readonly T[],
  size: number,
  task: (value: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const queue = values.entries()
  const worker = async (): Promise<void> => {
    for (const [index, value] of queue) results[index] = await task(value)
  }
  await Promise.all(Array.from({ length: Math.min(size, values.length) }, worker))
  return results
}
