import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { resolveVariables, theme } from './theme.ts'

const schemeManager = localStorageColorSchemeManager({ key: 'mainstay-color-scheme' })
const UNREPLACED = '__CSP_NONCE__'

/** The nonce the server put into the page; empty where none was served, as in development. */
export function readStyleNonce(): string {
  const content = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
  return content === UNREPLACED ? '' : content
}

/** Dresses everything inside it: tokens, type and color scheme (automatic, light or dark, remembered). */
export function AppTheme({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
      getStyleNonce={readStyleNonce}
    >
      {children}
    </MantineProvider>
  )
}
