/** A bare discord.js bot: defers, calls the cloud where it is asked to, answers. */
import { Client, Events, MessageFlags, Routes } from 'discord.js';
import { streamsOnAir } from './streams-on-air.js';

const { DISCORD_API_URL, DISCORD_TOKEN } = process.env;
const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });

client.on(Events.InteractionCreate, async (interaction) => {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const content = interaction.commandName === 'stream' ? await streamsOnAir() : 'You are ada';
  // Not editReply: it adds tts and enforce_nonce, which the stand-in, stricter than Discord, refuses.
  await client.rest.patch(Routes.webhookMessage(interaction.applicationId, interaction.token), {
    auth: false,
    body: { content, allowed_mentions: { parse: [] } },
  });
});

client.once(Events.ClientReady, () => process.send({ port: 0 }));
process.on('disconnect', () => process.exit());
await client.login(DISCORD_TOKEN);
