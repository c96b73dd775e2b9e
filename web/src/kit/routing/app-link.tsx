import { useRouter } from '@tanstack/react-router'
import { type AnchorHTMLAttributes, type MouseEvent, useCallback } from 'react'

export interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** An address from `paths.ts`, with its query. */
  readonly href: string
}

function wantsNewPlace(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
}

/** A function that goes to an address without loading the page anew; outside a router it loads it. */
export function useGoTo(): (href: string) => void {
  // Screens under test stand without a router; the hook then answers undefined instead of warning.
  const router = useRouter({ warn: false }) as ReturnType<typeof useRouter> | undefined
  return useCallback(
    (href: string) => {
      if (router) router.history.push(href)
      else window.location.assign(href)
    },
    [router],
  )
}

/** An address as it stands in the browser, with the workspace, so that a copied link or a new tab leads there too. */
export function useFullAddress(): (href: string) => string {
  const router = useRouter({ warn: false }) as ReturnType<typeof useRouter> | undefined
  return (href) => (router && href.startsWith('/') ? router.history.createHref(href) : href)
}

/** A link inside the application. */
export function AppLink({ href, onClick, target, ...rest }: AppLinkProps) {
  const goTo = useGoTo()
  const fullAddress = useFullAddress()
  return (
    <a
      {...rest}
      href={fullAddress(href)}
      target={target}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || target || wantsNewPlace(event)) return
        event.preventDefault()
        goTo(href)
      }}
    />
  )
}
