import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const apiAddress = process.env.MAINSTAY_API ?? 'http://127.0.0.1:4700'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: '../node_modules/.cache/vite',
  plugins: [react()],
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
  },
})
