import type { QueryClient } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router'
import { AppLink } from '../kit/routing/app-link.tsx'
import type { AreaModule, AreaRoute } from '../kit/routing/area-module.ts'
import { StateEmpty, StateFailed, StateLoading } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { AppFrame } from './app-frame.tsx'
import { EveryPage } from './app-providers.tsx'
import { text } from './text.ts'

export interface RouterContext {
  readonly queryClient: QueryClient
}

export interface RouterOptions {
  readonly areas: readonly AreaModule[]
  readonly queryClient: QueryClient
  /** Address that "/" leads to, or how to find it. */
  readonly start?: string | (() => Promise<string>)
  /** Addresses without the workspace in view; the browser's own where it is left out. */
  readonly history?: RouterHistory
  /** Runs before every framed page; throws `redirect(...)` to send somebody to sign in. Bare pages are open to all. */
  readonly guard?: (context: { readonly address: string; readonly queryClient: QueryClient }) => Promise<void> | void
}

function RootPage() {
  return (
    <>
      <Outlet />
      <EveryPage />
    </>
  )
}

function NotFound() {
  return (
    <StateEmpty
      title={text.notFoundTitle}
      sentence={text.notFoundSentence}
      action={<AppLink href={paths.home()}>{text.home}</AppLink>}
    />
  )
}

function plug(route: AreaRoute, parent: AnyRoute): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path: route.path,
    component: lazyRouteComponent(async () => ({ default: await route.load() })),
    // Nobody waits for it, and the cache of answers knows better than the router what is stale.
    loader: ({ context, location, params }) => {
      const ahead = { queryClient: context.queryClient, search: location.search, parameters: params }
      route.askAhead?.(ahead).catch(() => undefined)
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The router of all areas: framed pages under the navigation, bare pages without it. */
export function buildRouter({ areas, queryClient, guard, history, start = paths.portfolio() }: RouterOptions) {
  const root = createRootRouteWithContext<RouterContext>()({ component: RootPage, notFoundComponent: NotFound })
  const navigation = areas.flatMap((area) => area.navigation)
  const framed = createRoute({
    getParentRoute: () => root,
    id: 'framed',
    beforeLoad: ({ location }) => guard?.({ address: location.href, queryClient }),
    component: () => (
      <AppFrame navigation={navigation}>
        <Outlet />
      </AppFrame>
    ),
  })
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: async ({ location }) => {
      await guard?.({ address: location.href, queryClient })
      throw redirect({ href: typeof start === 'string' ? start : await start(), replace: true })
    },
  })
  const routes = areas.flatMap((area) => area.routes)
  const tree = root.addChildren([
    home,
    framed.addChildren(routes.filter((route) => route.frame !== 'bare').map((route) => plug(route, framed))),
    ...routes.filter((route) => route.frame === 'bare').map((route) => plug(route, root)),
  ])
  return createRouter({
    routeTree: tree,
    ...(history ? { history } : {}),
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: StateLoading,
    defaultErrorComponent: ({ error, reset }) => <StateFailed error={error} onRetry={reset} />,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}
