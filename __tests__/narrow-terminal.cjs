/** Makes a process believe that it writes to a terminal of 80 columns, wherever its output goes: for `node --require`. */
for (const stream of [process.stdout, process.stderr]) Object.assign(stream, { isTTY: true, columns: 80 });
