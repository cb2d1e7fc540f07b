// Runs the language server inside VS Code's Even Better TOML (npm @taplo/lsp, WebAssembly) over stdio, as the extension does over IPC.
// TAPLO_LSP_MODULES names the folder in which `npm install @taplo/lsp fast-glob` was run.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(path.join(process.env.TAPLO_LSP_MODULES, "index.js"));
const { TaploLsp } = require("@taplo/lsp");
const glob = require("fast-glob");

const write = process.stdout.write.bind(process.stdout);
console.log = console.info = console.debug = console.error; // standard output carries the protocol

const environment = {
  cwd: () => process.cwd(),
  envVar: (name) => process.env[name],
  envVars: () => Object.entries(process.env),
  findConfigFile: (folder) =>
    [".taplo.toml", "taplo.toml"].map((name) => path.join(folder, name)).find((file) => fs.existsSync(file)),
  glob: (pattern) => glob.sync(pattern, { dot: true }),
  isAbsolute: (file) => path.isAbsolute(file),
  now: () => new Date(),
  readFile: (file) => fs.promises.readFile(file),
  writeFile: (file, bytes) => fs.promises.writeFile(file, bytes),
  stderr: process.stderr,
  stdErrAtty: () => false,
  stdin: process.stdin,
  stdout: process.stderr,
  // It is also asked about "root:///", the workspace of files without one, and may not throw.
  urlToFilePath: (url) => (url.startsWith("file:") ? fileURLToPath(url) : url.replace(/^\w+:\/\//, "")),
  fetch: { fetch, Headers, Request, Response },
};

const server = await TaploLsp.initialize(environment, {
  onMessage(message) {
    const body = Buffer.from(JSON.stringify(message));
    write(`Content-Length: ${body.length}\r\n\r\n`);
    write(body);
  },
});

let buffer = Buffer.alloc(0);
process.stdin.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/content-length: *(\d+)/i.exec(buffer.subarray(0, end).toString())[1]);
    if (buffer.length < end + 4 + length) return;
    const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString());
    buffer = buffer.subarray(end + 4 + length);
    if (message.method === "exit") process.exit(0);
    server.send(message);
  }
});
process.stdin.on("end", () => process.exit(0));
