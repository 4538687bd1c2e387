import { apiError } from './answers.ts'
import type { Headers } from './answers.ts'
import type { Exchange } from './router.ts'

/** One page of a list, with the `Link` header of RFC 8288 that leads to the others. `base` is the origin of the API. */
export function paginate<T>(
  exchange: Exchange,
  base: string,
  all: readonly T[],
): { readonly items: readonly T[]; readonly headers: Headers } {
  const size = Math.min(number(exchange, 'per_page', 30), 100)
  const page = number(exchange, 'page', 1)
  if (page * size > 10_000) throw apiError(422, 'Only the first 10000 results are available.')
  const last = Math.max(1, Math.ceil(all.length / size))
  const link = (relation: string, to: number): string => {
    const query = new URLSearchParams(exchange.query)
    query.set('page', String(to))
    return `<${base}${exchange.path}?${query.toString()}>; rel="${relation}"`
  }
  const links = [
    ...(page > 1 ? [link('prev', page - 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
    ...(page > 1 ? [link('first', 1)] : []),
  ]
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  }
}

function number(exchange: Exchange, name: string, otherwise: number): number {
  const value = Number(exchange.query.get(name) ?? otherwise)
  return Number.isInteger(value) && value > 0 ? value : otherwise
}
