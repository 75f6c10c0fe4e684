/* Power cuts, many. A town's story is written to a storage that keeps a log of what it was asked; then the disk of a
 * machine that lost power somewhere in that story is made up, again and again: what was synced is there, and each later
 * write was dropped, kept, torn, zeroed, or reached the disk though an earlier one did not; where bytes were being
 * written over, all of their sector may be garbage. Each such image must open, must hold all that was acknowledged, and
 * be in a state that the ledger had once, also for who reads it alone. Opening writes too, and is cut too, and so is
 * the opening after that.
 *
 *   crash [IMAGES]                 2,000; the seed is printed, CGOV_TEST_SEED sets another */
#include "fuzz.h"

#define WRITES_MAX 1024u
#define BYTES_MAX 65536u
#define STATES_MAX 512u

#define SECTOR 128u /* small, so that a group of frames has several */

enum kind { WRITE, OVERWRITE, CUT, SYNC, PUT, REMOVE };
enum way { DROPPED, TORN, SPOILT, KEPT }; /* new ground is zeros, what is written over is garbage */

/* What a journal stands in. Torn ends are kept aside, whole, in objects of their own that nothing reads. */
static const char *const names[] = {"journal", "ack", "redo"};
#define OBJECTS 3u

struct written {
    enum kind kind;
    uint32_t object;
    uint64_t at, len; /* CUT: to at */
    uint32_t bytes;   /* where they stand in the log's */
    uint64_t acked;   /* the last record that was acknowledged when this was asked */
};

/* A storage, and what was asked of it. */
struct log {
    cgov_storage inner;
    struct written writes[WRITES_MAX];
    uint32_t count, used;
    uint64_t acked;
    uint8_t bytes[8 * BYTES_MAX];
};

struct image {
    struct {
        uint8_t bytes[BYTES_MAX];
        uint64_t len;
        bool there;
    } objects[OBJECTS];
};

/* ---- random numbers ---- */

static uint64_t seed;

static uint32_t below(uint32_t end) {
    uint64_t n = seed += UINT64_C(0x9E3779B97F4A7C15);
    n = (n ^ n >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    n = (n ^ n >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)(((n ^ n >> 31) >> 32) * end >> 32);
}

/* ---- a storage with a log ---- */

static void note(struct log *log, const char *name, enum kind kind, uint64_t at, const void *bytes, uint64_t len) {
    uint32_t object = 0;
    while (object < OBJECTS && strcmp(name, names[object]) != 0) object++;
    if (object == OBJECTS) return;
    MUST(log->count < WRITES_MAX && log->used + len <= sizeof log->bytes);
    log->writes[log->count++] =
        (struct written){.kind = kind, .object = object, .at = at, .len = len, .bytes = log->used, .acked = log->acked};
    if (len) memcpy(log->bytes + log->used, bytes, (size_t)len);
    log->used += (uint32_t)len;
}

static int32_t list(void *user, uint32_t index, char name[32], uint32_t *found) {
    struct log *log = user;
    return log->inner.list(log->inner.user, index, name, found);
}

static int32_t length(void *user, const char *name, uint64_t *length_out) {
    struct log *log = user;
    return log->inner.length(log->inner.user, name, length_out);
}

static int32_t read_bytes(void *user, const char *name, uint64_t at, void *into, uint64_t len, uint64_t *got) {
    struct log *log = user;
    return log->inner.read(log->inner.user, name, at, into, len, got);
}

static int32_t append(void *user, const char *name, uint64_t at, const void *bytes, uint64_t len, uint64_t *end) {
    struct log *log = user;
    note(log, name, WRITE, at, bytes, len);
    return log->inner.append(log->inner.user, name, at, bytes, len, end);
}

static int32_t overwrite(void *user, const char *name, uint64_t at, const void *bytes, uint64_t len, uint64_t *end) {
    struct log *log = user;
    note(log, name, OVERWRITE, at, bytes, len);
    return log->inner.overwrite(log->inner.user, name, at, bytes, len, end);
}

static int32_t cut(void *user, const char *name, uint64_t length, uint64_t *length_out) {
    struct log *log = user;
    note(log, name, CUT, length, NULL, 0);
    return log->inner.cut(log->inner.user, name, length, length_out);
}

static int32_t sync_object(void *user, const char *name, uint64_t *synced) {
    struct log *log = user;
    note(log, name, SYNC, 0, NULL, 0);
    return log->inner.sync(log->inner.user, name, synced);
}

static int32_t put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end) {
    struct log *log = user;
    note(log, name, PUT, 0, bytes, len);
    return log->inner.put(log->inner.user, name, bytes, len, end);
}

static int32_t remove_object(void *user, const char *name, uint64_t *removed) {
    struct log *log = user;
    note(log, name, REMOVE, 0, NULL, 0);
    return log->inner.remove(log->inner.user, name, removed);
}

static int32_t lock(void *user, uint32_t take, uint64_t *held) {
    struct log *log = user;
    return log->inner.lock(log->inner.user, take, held);
}

static cgov_storage logged(struct log *log) {
    memset(log, 0, sizeof *log);
    log->inner.size = sizeof log->inner;
    MUST(cgov_storage_memory(NULL, &log->inner) == CGOV_OK);
    return (cgov_storage){.size = sizeof(cgov_storage),
                          .user = log,
                          .list = list,
                          .length = length,
                          .read = read_bytes,
                          .append = append,
                          .overwrite = overwrite,
                          .cut = cut,
                          .sync = sync_object,
                          .put = put,
                          .remove = remove_object,
                          .lock = lock};
}

/* ---- the story ---- */

static struct state {
    uint64_t seq;
    uint8_t digest[32];
} states[STATES_MAX]; /* that the ledger had, by rising seq */
static uint32_t state_count;

static uint64_t remember(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    MUST(cgov_ledger_get(ledger, &info) == CGOV_OK);
    if (state_count && states[state_count - 1].seq == info.seq) return info.seq;
    MUST(state_count < STATES_MAX);
    states[state_count].seq = info.seq;
    MUST(cgov_state_digest(ledger, states[state_count++].digest) == CGOV_OK);
    return info.seq;
}

/* An assembly: everybody is put on a roll by a move, whose frame has several records, and enters another, or leaves it.
 */
static const char assembly[] = "rulebook 1\n"
                               "role clerk \"clerk\"\n"
                               "role head \"head\"\n"
                               "procedure assembly \"assembly\" session\n"
                               "  party convenor \"convenor\" organization\n"
                               "  roll all \"all\"\n"
                               "    of any resident\n"
                               "    filled by gather\n"
                               "  roll present \"present\"\n"
                               "    of all\n"
                               "    by clerk of convenor again\n"
                               "    out by clerk of convenor\n"
                               "    in open\n"
                               "    takes text\n"
                               "  stage one \"one\"\n"
                               "    state open \"open\" held by convenor\n"
                               "    state closed \"closed\" final\n"
                               "  clock run from call until close\n"
                               "    for 30 days\n"
                               "    late tell head of convenor\n"
                               "  open call -> open\n"
                               "    by clerk of convenor\n"
                               "    needs organization\n"
                               "    sets convenor to given\n"
                               "  move gather open -> same\n"
                               "    by clerk of convenor\n"
                               "    at most 20\n"
                               "  move close open -> closed\n"
                               "    by clerk of convenor\n";

static cgov_id call_assembly(struct fuzz_town *town) {
    cgov_act act = fuzz_act(town, fuzz_resident(1));
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {assembly, CGOV_NUL_TERMINATED}};
    MUST(cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL) == CGOV_OK);
    const cgov_detail convenor = {
        .size = sizeof convenor, .field = CGOV_FIELD_ORGANIZATION, .number = (int64_t)town->root};
    cgov_id id;
    act = fuzz_act(town, fuzz_resident(2));
    MUST(cgov_item_open(town->ledger, &act, "assembly", &convenor, 1, &id) == CGOV_OK);
    return id;
}

static void assemble(struct fuzz_town *town, cgov_id id, uint32_t turn) {
    const cgov_detail words = {.size = sizeof words, .field = CGOV_FIELD_TEXT, .text = {"here", 4}};
    const cgov_detail reason = {.size = sizeof reason, .field = CGOV_FIELD_REASON, .text = {"gone", 4}};
    cgov_act act = fuzz_act(town, fuzz_resident(2));
    cgov_id who = fuzz_resident(1 + turn / 8 % FUZZ_PEOPLE);
    if (turn % 8 == 0) {
        MUST(cgov_item_move(town->ledger, &act, id, "gather", NULL, 0, NULL) == CGOV_OK);
        (void)remember(town->ledger);
        act = fuzz_act(town, fuzz_resident(2));
    }
    MUST(cgov_roll_enter(town->ledger, &act, id, "present", who, &words, 1, NULL) == CGOV_OK);
    if (turn % 16 != 5) return;
    (void)remember(town->ledger);
    act = fuzz_act(town, fuzz_resident(2));
    MUST(cgov_roll_leave(town->ledger, &act, id, "present", who, 0, &reason, 1, NULL) == CGOV_OK);
}

/* Reports, moves, entries, each a frame; flushed now and then, which is when they are acknowledged. */
static void tell(struct log *log, const cgov_storage *storage) {
    struct fuzz_town town = {.now = FUZZ_START, .salt = 1000};
    town.ledger = fuzz_found(storage, 0); /* with a sync each */
    cgov_ledger_view info = {.size = sizeof info};
    MUST(cgov_ledger_get(town.ledger, &info) == CGOV_OK);
    town.root = info.root;
    log->acked = remember(town.ledger);
    fuzz_reopen(&town.ledger, storage); /* with a sync a group from here on */
    cgov_id id = call_assembly(&town);
    (void)remember(town.ledger);
    uint32_t start = log->count;
    cgov_id issue = 0;
    for (uint32_t i = 0; i < 120; i++) {
        if (i % 3 == 0) issue = fuzz_report(&town, fuzz_resident(4));
        cgov_act act = fuzz_act(&town, fuzz_resident(2));
        cgov_detail note = {.size = sizeof note, .field = CGOV_FIELD_NOTE, .text = {"seen", 4}};
        if (i % 3 == 1) MUST(cgov_item_move(town.ledger, &act, issue, "accept", &note, 1, NULL) == CGOV_OK);
        (void)remember(town.ledger);
        assemble(&town, id, i);
        (void)remember(town.ledger);
        if (below(4) && i < 119) continue;
        uint64_t seq;
        MUST(cgov_ledger_flush(town.ledger, &seq) == CGOV_OK);
        log->acked = seq;
    }
    cgov_ledger_close(town.ledger);
    MUST(log->count > start + 40);
}

/* ---- images ---- */

static void write_at(struct image *image, uint32_t object, uint64_t at, const uint8_t *bytes, uint64_t len) {
    uint8_t *into = image->objects[object].bytes;
    uint64_t *end = &image->objects[object].len;
    MUST(at + len <= BYTES_MAX);
    if (at > *end) memset(into + *end, 0, (size_t)(at - *end)); /* a hole */
    if (len && bytes) memcpy(into + at, bytes, (size_t)len);
    if (len && !bytes) memset(into + at, 0, (size_t)len);
    if (at + len > *end) *end = at + len;
    image->objects[object].there = true;
}

/* A sector that was cut short in being written over, of one size or another. */
static void spoil(struct image *image, uint32_t object, uint64_t at) {
    static const uint64_t sizes[] = {SECTOR, 512, 4096};
    uint64_t size = sizes[below(3)];
    for (uint64_t i = at - at % size, end = i + size; i < end && i < image->objects[object].len; i++)
        image->objects[object].bytes[i] = (uint8_t)below(256);
}

static void apply(struct image *image, const struct log *log, const struct written *write) {
    uint32_t object = write->object;
    if (write->kind == PUT || write->kind == REMOVE) image->objects[object].len = 0;
    if (write->kind == REMOVE) image->objects[object].there = false;
    if (write->kind == CUT && write->at < image->objects[object].len) image->objects[object].len = write->at;
    if (write->kind == WRITE || write->kind == OVERWRITE || write->kind == PUT)
        write_at(image, object, write->at, log->bytes + write->bytes, write->len);
}

/* What the disk made of a write that no sync followed: each sector of it has its own fate, but where all had one. */
static void perhaps(struct image *image, const struct log *log, const struct written *write) {
    uint32_t all = below(8);
    if (write->kind == CUT || write->kind == REMOVE) {
        if (all < 4) apply(image, log, write);
        return;
    }
    for (uint64_t at = 0; at < write->len; at += SECTOR) {
        uint64_t len = write->len - at < SECTOR ? write->len - at : SECTOR;
        uint32_t way = all < 4 ? all : below(4);
        if (way == SPOILT && write->kind == OVERWRITE) spoil(image, write->object, write->at + at);
        if (way == DROPPED || (way == SPOILT && write->kind == OVERWRITE)) continue;
        if (way == TORN) len = below((uint32_t)len);
        const uint8_t *bytes = way == SPOILT ? NULL : log->bytes + write->bytes + at;
        write_at(image, write->object, write->at + at, bytes, len);
    }
}

/* The disk after the first end writes of the log. Of each object those before its last sync are there, and one that was
 * put; answers what was acknowledged. */
static uint64_t make_image(struct image *image, const struct log *log, uint32_t end) {
    uint32_t synced[OBJECTS] = {0};
    for (uint32_t i = 0; i < end; i++)
        if (log->writes[i].kind == SYNC || log->writes[i].kind == PUT) synced[log->writes[i].object] = i + 1;
    for (uint32_t i = 0; i < end; i++) {
        const struct written *write = &log->writes[i];
        if (i < synced[write->object])
            apply(image, log, write);
        else
            perhaps(image, log, write);
    }
    return end > 0 ? log->writes[end - 1].acked : 0;
}

static void is_a_state(const cgov_ledger *ledger, uint64_t acked) {
    cgov_ledger_view info = {.size = sizeof info};
    uint8_t digest[32];
    MUST(cgov_ledger_get(ledger, &info) == CGOV_OK && info.seq >= acked);
    MUST(cgov_state_digest(ledger, digest) == CGOV_OK);
    for (uint32_t i = 0; i < state_count; i++)
        if (states[i].seq == info.seq) MUST(memcmp(states[i].digest, digest, sizeof digest) == 0);
}

/* Who reads the image alone sees a state that the ledger had, whatever is half done there, and touches nothing; up to
 * which record that is. */
static uint64_t read_alone(struct log *log) {
    cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = &log->inner};
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger *reader;
    MUST(cgov_ledger_open(&options, &reader) == CGOV_OK);
    is_a_state(reader, 0);
    MUST(cgov_ledger_get(reader, &info) == CGOV_OK);
    cgov_ledger_close(reader);
    return info.seq;
}

/* Opens an image; the log is of what opening wrote. */
static void open_image(const struct image *image, uint64_t acked, struct log *log) {
    cgov_storage storage = logged(log);
    uint64_t end;
    for (uint32_t i = 0; i < OBJECTS; i++) {
        if (!image->objects[i].there) continue;
        MUST(log->inner.put(log->inner.user, names[i], image->objects[i].bytes, image->objects[i].len, &end) == 0);
    }
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    cgov_ledger *ledger;
    uint64_t shown = read_alone(log);
    MUST(log->count == 0);
    MUST(cgov_ledger_open(&options, &ledger) == CGOV_OK);
    is_a_state(ledger, acked > shown ? acked : shown);
    cgov_ledger_close(ledger);
    MUST(cgov_storage_close(&log->inner) == CGOV_OK);
}

int main(int argc, char **argv) {
    static struct log story, opening;
    static struct image image;
    uint32_t images = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 0) : 2000;
    const char *asked = getenv("CGOV_TEST_SEED");
    seed = asked ? strtoull(asked, NULL, 0) : UINT64_C(0xc4a5);
    printf("1..1\n# seed 0x%llx\n", (unsigned long long)seed);
    cgov_storage storage = logged(&story);
    tell(&story, &storage);
    uint32_t founded = 0; /* before the founding was acknowledged there need not be a ledger */
    while (story.writes[founded].acked == 0) founded++;
    for (uint32_t i = 0; i < images; i++) {
        memset(&image, 0, sizeof image);
        uint64_t acked = make_image(&image, &story, founded + 1 + below(story.count - founded));
        for (uint32_t depth = 0; depth < 3; depth++) { /* the opening is cut short, and so is the next */
            open_image(&image, acked, &opening);
            if (opening.count == 0) break;
            (void)make_image(&image, &opening, below(opening.count + 1));
        }
    }
    MUST(cgov_storage_close(&story.inner) == CGOV_OK);
    printf("ok 1 - %u images open, with all that was acknowledged\n", images);
    return 0;
}
