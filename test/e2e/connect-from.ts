import { exhaust, listen } from './connections.ts';

// A program of its own, since a network namespace is a process's: the test starts it in that of a host.
const [attempts, address = '', where, ...ports] = process.argv.slice(2);
const end = where === 'itself' ? await listen(address, ports.map(Number)) : () => {};
for (const port of ports) {
  console.log(JSON.stringify(await exhaust(address, Number(port), Number(attempts))));
}
end();
