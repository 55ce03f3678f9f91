/** Prints what the SSH engine costs in round trips: `tsx test/bench/ssh-round-trips.ts`. */

import { measureRoundTrips } from '../ssh/round-trips.ts';
import { hasSshd, startSshd } from '../ssh/sshd.ts';

async function main(): Promise<void> {
  if (!hasSshd()) return;
  const sshd = await startSshd();
  try {
    const { connectAndFirst, laterScript } = await measureRoundTrips(sshd, 200, 800);
    console.log(`connect and first script: ${connectAndFirst.toFixed(2)} round trips (TCP 1 included)`);
    console.log(`each later script:        ${laterScript.toFixed(2)} round trips`);
  } finally {
    await sshd.stop();
  }
}

await main();
