import { fileURLToPath } from 'node:url'
import { contract } from '@mainstay/contract/contract'
import { isContractProcedure } from '@orpc/contract'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const apiAddress = process.env.MAINSTAY_API ?? 'http://127.0.0.1:4700'
const CONTRACT = '@mainstay/contract/contract'
const SLIM = '\0slim-contract'

/** What a caller needs of a route: where to and how. Schemas, guards and descriptions stay with the server. */
function slim(router: unknown): unknown {
  if (isContractProcedure(router)) {
    const { method, path, successStatus, inputStructure, outputStructure } = router['~orpc'].route
    return {
      '~orpc': { errorMap: {}, meta: {}, route: { method, path, successStatus, inputStructure, outputStructure } },
    }
  }
  return Object.fromEntries(Object.entries(router as object).map(([name, part]) => [name, slim(part)]))
}

/** The built application knows the contract by its types; at run time it carries methods and paths alone. */
function slimContract(): Plugin {
  return {
    name: 'mainstay:slim-contract',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === CONTRACT ? SLIM : null),
    load: (id) => (id === SLIM ? `export const contract = ${JSON.stringify(slim(contract))}` : null),
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: '../node_modules/.cache/vite',
  plugins: [slimContract(), react()],
  server: {
    host: '127.0.0.1',
    port: 5180,
    proxy: { '/api': { target: apiAddress, changeOrigin: false } },
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Inlined files would be data: addresses, which the content security policy does not allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
            {
              name: 'frame',
              test: /node_modules\/@(orpc|tanstack)\/(?!react-table|table|react-virtual|virtual)/,
              priority: 1,
            },
            // What most pages share comes in two files instead of fifty, and the first load stays under its 250 kB.
            { name: 'kit', test: /node_modules\/@mantine\/|\/web\/src\/kit\//, minShareCount: 18 },
            { name: 'shared', test: /\/(web|domain|contract)\/src\/(?!plans\/)/, minShareCount: 18 },
            { name: 'plans', test: /\/web\/src\/plans\//, minShareCount: 5 },
          ],
        },
      },
    },
  },
})
