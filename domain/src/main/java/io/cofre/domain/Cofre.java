package io.cofre.domain;

import io.cofre.domain.auth.HashingSlots;
import io.cofre.domain.crypto.Argon2id;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.KeyProof;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.domain.token.TokenHashing;
import io.cofre.domain.usecase.ActiveKeys;
import io.cofre.domain.usecase.AddMemory;
import io.cofre.domain.usecase.AdminTokens;
import io.cofre.domain.usecase.AppendSpans;
import io.cofre.domain.usecase.ApproveApp;
import io.cofre.domain.usecase.Ask;
import io.cofre.domain.usecase.AuditLedger;
import io.cofre.domain.usecase.Authorize;
import io.cofre.domain.usecase.Births;
import io.cofre.domain.usecase.CheckStanding;
import io.cofre.domain.usecase.CheckTrust;
import io.cofre.domain.usecase.Commits;
import io.cofre.domain.usecase.CreateTenant;
import io.cofre.domain.usecase.CreateWallet;
import io.cofre.domain.usecase.DestroyDroppedSecrets;
import io.cofre.domain.usecase.ExpireKeys;
import io.cofre.domain.usecase.ExpireMemories;
import io.cofre.domain.usecase.ExportSpans;
import io.cofre.domain.usecase.FetchPrompt;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.domain.usecase.FollowSpans;
import io.cofre.domain.usecase.ForgetMemory;
import io.cofre.domain.usecase.FreshNames;
import io.cofre.domain.usecase.ImportKey;
import io.cofre.domain.usecase.InvokeProvider;
import io.cofre.domain.usecase.IssueKey;
import io.cofre.domain.usecase.LastUse;
import io.cofre.domain.usecase.ListApps;
import io.cofre.domain.usecase.ListKeys;
import io.cofre.domain.usecase.ListSpans;
import io.cofre.domain.usecase.ListTenants;
import io.cofre.domain.usecase.ListVersions;
import io.cofre.domain.usecase.ListWallets;
import io.cofre.domain.usecase.Notary;
import io.cofre.domain.usecase.OpenWallet;
import io.cofre.domain.usecase.Peppers;
import io.cofre.domain.usecase.ReadSpan;
import io.cofre.domain.usecase.ReadWallet;
import io.cofre.domain.usecase.RegisterApp;
import io.cofre.domain.usecase.RegisterKey;
import io.cofre.domain.usecase.ReplaceUnusedAdminToken;
import io.cofre.domain.usecase.ResetAdminToken;
import io.cofre.domain.usecase.RevokeKeys;
import io.cofre.domain.usecase.RevokeWalletKey;
import io.cofre.domain.usecase.RotateKey;
import io.cofre.domain.usecase.RotatePepper;
import io.cofre.domain.usecase.RotateWalletKey;
import io.cofre.domain.usecase.SearchMemory;
import io.cofre.domain.usecase.ServiceKeys;
import io.cofre.domain.usecase.SetTenantStatus;
import io.cofre.domain.usecase.SetWalletStatus;
import io.cofre.domain.usecase.SignHttp;
import io.cofre.domain.usecase.SignSpans;
import io.cofre.domain.usecase.SweepOrphanedSecrets;
import io.cofre.domain.usecase.TokenHashes;
import io.cofre.domain.usecase.TokenMint;
import io.cofre.domain.usecase.VerifyLedger;
import io.cofre.domain.usecase.VerifySpan;
import io.cofre.domain.usecase.VerifyingKeys;
import io.cofre.domain.usecase.WalletKeyChanges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The whole domain over a set of ports, without a container: every use case, built once. Embedders begin here; whoever
 * prefers a container builds the use cases by their constructors. Thread-safe, as every use case is. Owns none of the
 * ports and closes nothing.
 */
public record Cofre(
        Access access, Administration administration, Wallet wallet, Ledger ledger, Desk desk, Upkeep upkeep) {
    private static final Duration HASHING_PATIENCE = Duration.ofSeconds(2);

    /**
     * Who a request acts for, and the keys that prove it (spec 01).
     *
     * @param slots in which unknown tokens are hashed, for whoever counts
     */
    public record Access(
            Authorize authorize,
            CheckStanding checkStanding,
            IssueKey issueKey,
            RevokeKeys revokeKeys,
            RotateKey rotateKey,
            ListKeys listKeys,
            HashingSlots slots) {}

    /** Tenants, wallets and apps, as administrators see them (spec 10). */
    public record Administration(
            CreateTenant createTenant,
            CreateWallet createWallet,
            SetTenantStatus setTenantStatus,
            SetWalletStatus setWalletStatus,
            ListTenants listTenants,
            ListWallets listWallets,
            ListApps listApps,
            ApproveApp approveApp) {}

    /** The wallet (spec 02). */
    public record Wallet(
            ReadWallet read,
            OpenWallet open,
            SignSpans signSpans,
            SignHttp signHttp,
            InvokeProvider invokeProvider,
            RegisterKey registerKey,
            RotateWalletKey rotateKey,
            RevokeWalletKey revokeKey) {}

    /** The ledger (spec 03). */
    public record Ledger(
            AppendSpans append,
            ReadSpan read,
            ListVersions versions,
            ListSpans list,
            FollowSpans follow,
            ExportSpans export,
            VerifySpan verifySpan,
            VerifyLedger verify,
            AuditLedger audit) {}

    /** The shortcuts of {@code /cli/*} (spec 04). */
    public record Desk(
            Ask ask,
            AddMemory addMemory,
            SearchMemory searchMemory,
            ForgetMemory forgetMemory,
            FetchPrompt fetchPrompt,
            RegisterApp registerApp) {}

    /** What a node does at its start and in between. */
    public record Upkeep(
            FirstStart firstStart,
            CheckTrust checkTrust,
            ReplaceUnusedAdminToken replaceUnusedAdminToken,
            ResetAdminToken resetAdminToken,
            LastUse lastUse,
            ExpireKeys expireKeys,
            ExpireMemories expireMemories,
            DestroyDroppedSecrets destroyDroppedSecrets,
            SweepOrphanedSecrets sweepOrphanedSecrets,
            RotatePepper rotatePepper,
            ImportKey importKey,
            Peppers peppers) {}

    /** Builds every use case. The fastest engines that this machine has are found once a process. */
    public static Cofre over(Ports ports) {
        Ports.Ledger ledger = ports.ledger();
        Ports.Rows rows = ports.rows();
        Ports.Near near = ports.near();
        Ports.Node node = ports.node();
        InstantSource clock = ports.world().clock();
        RandomGenerator random = ports.world().random();

        Ed25519 engine = Ed25519.fastest();
        SpanVerifier verifier = new SpanVerifier(engine);
        VerifyingKeys verifyingKeys = new VerifyingKeys(engine, node.checkedKeys());
        FreshNames names = new FreshNames(random);
        Notary notary = new Notary(ports.vault().keys(), verifier, verifyingKeys, clock, random);
        Commits commits = new Commits(
                ledger.journal(), ledger.repeats(), random, ports.world().pause());
        ServiceKeys keys = new ServiceKeys(near.wallets());
        Births births = new Births(ports.vault().keys(), names);
        Peppers peppers = new Peppers(ports.vault().keys(), ports.vault().rows(), rows.tokens(), names, clock);
        HashingSlots slots = new HashingSlots(ports.world().hashingSlots(), HASHING_PATIENCE, clock);
        TokenHashes hashes = new TokenHashes(peppers, new TokenHashing(Argon2id.fastest()), node.knownTokens(), slots);
        TokenMint mint = new TokenMint(hashes, keys, random);
        AdminTokens adminTokens = new AdminTokens(rows.wallets(), rows.tokens(), mint, notary, commits, clock);
        WalletKeyChanges keyChanges =
                new WalletKeyChanges(rows.wallets(), ledger.heads(), keys, commits, node.invalidation());
        ActiveKeys activeKeys = new ActiveKeys(rows.tokens(), clock);
        LastUse lastUse = new LastUse(near.tokens());
        InvokeProvider invoke = new InvokeProvider(
                ports.providers(),
                ports.world().providers(),
                near.wallets(),
                near.tenants(),
                rows.memories(),
                ports.vault().keys(),
                names,
                keys,
                notary,
                commits,
                clock);
        return new Cofre(
                new Access(
                        new Authorize(
                                near.tokens(),
                                rows.sessions(),
                                near.wallets(),
                                near.tenants(),
                                hashes,
                                node.unknownTokens(),
                                lastUse,
                                node.rateLimits(),
                                clock),
                        new CheckStanding(near.tokens(), near.wallets(), near.tenants(), clock),
                        new IssueKey(rows.wallets(), rows.tenants(), rows.apps(), mint, notary, commits, clock),
                        new RevokeKeys(rows.wallets(), activeKeys, mint, notary, commits, node.invalidation(), clock),
                        new RotateKey(
                                rows.wallets(),
                                rows.tenants(),
                                rows.tokens(),
                                activeKeys,
                                rows.apps(),
                                mint,
                                notary,
                                commits,
                                node.invalidation(),
                                clock),
                        new ListKeys(rows.wallets(), rows.tokens()),
                        slots),
                new Administration(
                        new CreateTenant(rows.tenants(), births, keys, notary, commits, clock),
                        new CreateWallet(rows.wallets(), rows.tenants(), births, keys, notary, commits, clock),
                        new SetTenantStatus(rows.tenants(), keys, notary, commits, node.invalidation(), clock),
                        new SetWalletStatus(rows.wallets(), keys, notary, commits, node.invalidation(), clock),
                        new ListTenants(rows.tenants()),
                        new ListWallets(rows.wallets()),
                        new ListApps(rows.apps()),
                        new ApproveApp(rows.apps(), ledger.heads(), ledger.spans(), keys, notary, commits, clock)),
                new Wallet(
                        new ReadWallet(rows.wallets()),
                        new OpenWallet(rows.sessions(), hashes, random, clock),
                        new SignSpans(near.wallets(), ports.vault().keys(), clock, random),
                        new SignHttp(
                                near.wallets(),
                                ports.vault().keys(),
                                ports.world().routes(),
                                ports.world().publicOrigin(),
                                ports.world().providers(),
                                clock,
                                random),
                        invoke,
                        new RegisterKey(
                                rows.wallets(),
                                ledger.keys(),
                                ports.vault().keys(),
                                names,
                                births,
                                keys,
                                new KeyProof(engine),
                                notary,
                                commits,
                                node.invalidation(),
                                clock),
                        new RotateWalletKey(keyChanges, ports.vault().keys(), names, notary, clock),
                        new RevokeWalletKey(keyChanges, notary, clock)),
                new Ledger(
                        new AppendSpans(ledger.journal(), ledger.heads(), ledger.keys(), verifyingKeys, verifier),
                        new ReadSpan(ledger.spans()),
                        new ListVersions(ledger.spans()),
                        new ListSpans(ledger.spans()),
                        new FollowSpans(ledger.spans()),
                        new ExportSpans(ledger.spans()),
                        new VerifySpan(ledger.spans(), node.anchors(), engine),
                        new VerifyLedger(ledger.scan(), node.anchors(), engine),
                        new AuditLedger(ledger.snapshots(), node.anchors(), engine, clock, ledger.admission())),
                new Desk(
                        new Ask(invoke, ports.world().providers()),
                        new AddMemory(
                                near.wallets(), near.tenants(), ports.vault().keys(), names, notary, commits, clock),
                        new SearchMemory(
                                rows.memories(),
                                ledger.spans(),
                                near.tenants(),
                                ports.vault().keys(),
                                clock),
                        new ForgetMemory(rows.memories(), keys, notary, commits, clock),
                        new FetchPrompt(ledger.spans()),
                        new RegisterApp(
                                rows.apps(),
                                near.wallets(),
                                ledger.heads(),
                                ledger.spans(),
                                names,
                                notary,
                                commits,
                                clock)),
                new Upkeep(
                        new FirstStart(
                                ledger.journal(),
                                ledger.scan(),
                                ledger.keys(),
                                peppers,
                                node.anchors(),
                                births,
                                mint,
                                notary,
                                clock),
                        new CheckTrust(ledger.scan(), ledger.keys(), node.anchors()),
                        new ReplaceUnusedAdminToken(adminTokens),
                        new ResetAdminToken(adminTokens),
                        lastUse,
                        new ExpireKeys(rows.tokens(), rows.wallets(), mint, notary, commits, clock),
                        new ExpireMemories(rows.memories(), keys, notary, commits, clock),
                        new DestroyDroppedSecrets(
                                ports.vault().keys(), ports.vault().leftovers()),
                        new SweepOrphanedSecrets(
                                ports.vault().keys(),
                                ports.vault().rows(),
                                rows.wallets(),
                                rows.tenants(),
                                peppers,
                                clock),
                        new RotatePepper(peppers),
                        new ImportKey(
                                rows.wallets(),
                                ledger.keys(),
                                ports.vault().keys(),
                                engine,
                                names,
                                births,
                                keys,
                                notary,
                                commits,
                                node.invalidation(),
                                clock),
                        peppers));
    }
}
