import type { AreaModule, AreaRoute } from '../kit/routing/area-module.ts'

const WORKSPACE = /^\/w\/[a-z0-9-]+(?=\/|$)/

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('$') || part === given[index])
}

/** The page that an address of the browser opens, as far as it can be told without asking anybody. */
export function routeInView(areas: readonly AreaModule[], pathname: string): AreaRoute | undefined {
  const path = pathname.replace(WORKSPACE, '')
  return areas.flatMap((area) => area.routes).find((route) => matches(route.path, path))
}
