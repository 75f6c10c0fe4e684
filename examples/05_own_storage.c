/* 05: a storage of one's own. Introduces the table of functions that a host fills to keep a ledger in its own database,
 * and what the library relies on: appends at an expected offset, whole puts, one writer, success told by the out value.
 *
 * This one keeps named objects in arrays. It counts what it is asked, and refuses to grow past what it has. */
#include "village.h"

enum { OBJECTS = 4, ROOM = 1 << 16 };

struct object {
    char name[CGOV_STORAGE_NAME_MAX + 1]; /* "": free */
    unsigned char bytes[ROOM];
    uint64_t length;
};

struct shelf {
    struct object objects[OBJECTS];
    uint64_t held, appends, syncs;
};

enum { FULL = 1, MISPLACED = 2 }; /* codes of our own; cgov_error.os_code would show them */

static struct object *find(struct shelf *shelf, const char *name) {
    for (int i = 0; i < OBJECTS; i++)
        if (strcmp(shelf->objects[i].name, name) == 0) return &shelf->objects[i];
    return NULL;
}

static int32_t list(void *user, uint32_t index, char name_out[32], uint32_t *found_out) {
    struct shelf *shelf = user;
    *found_out = 0;
    for (int i = 0; i < OBJECTS && !*found_out; i++) {
        if (shelf->objects[i].name[0] == '\0' || index-- > 0) continue;
        memcpy(name_out, shelf->objects[i].name, sizeof shelf->objects[i].name);
        *found_out = 1;
    }
    return 0;
}

static int32_t length(void *user, const char *name, uint64_t *length_out) {
    const struct object *object = find(user, name);
    *length_out = object == NULL ? UINT64_MAX - 1 : object->length;
    return 0;
}

static int32_t fetch(void *user, const char *name, uint64_t offset, void *into, uint64_t len, uint64_t *got_out) {
    const struct object *object = find(user, name);
    if (object == NULL || offset > object->length) return MISPLACED;
    *got_out = len < object->length - offset ? len : object->length - offset;
    memcpy(into, object->bytes + offset, (size_t)*got_out);
    return 0;
}

static int32_t overwrite(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                         uint64_t *end_out) {
    struct object *object = find(user, name);
    if (object == NULL || offset > object->length || len > object->length - offset) return MISPLACED;
    memcpy(object->bytes + offset, bytes, (size_t)len);
    *end_out = offset + len;
    return 0;
}

static int32_t append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                      uint64_t *end_out) {
    struct shelf *shelf = user;
    struct object *object = find(shelf, name);
    if (strlen(name) >= sizeof object->name || offset != (object == NULL ? 0 : object->length)) return MISPLACED;
    if (object == NULL) object = find(shelf, ""); /* a free place, which is taken once it is known to fit */
    if (object == NULL || len > ROOM - offset) return FULL;
    memcpy(object->name, name, strlen(name) + 1);
    object->length = offset + len;
    shelf->appends++;
    return overwrite(user, name, offset, bytes, len, end_out);
}

static int32_t cut(void *user, const char *name, uint64_t to, uint64_t *length_out) {
    struct object *object = find(user, name);
    if (object == NULL || to > object->length) return MISPLACED;
    *length_out = object->length = to;
    return 0;
}

/* Arrays are as durable as they will ever be; a database commits here. */
static int32_t sync_now(void *user, const char *name, uint64_t *synced_out) {
    (void)name;
    ((struct shelf *)user)->syncs++;
    *synced_out = 1;
    return 0;
}

static int32_t drop(void *user, const char *name, uint64_t *removed_out) {
    struct object *object = find(user, name);
    if (object != NULL) object->name[0] = '\0';
    *removed_out = 1;
    return 0;
}

/* All of the new bytes, or the old ones as they were: what does not fit is refused before anything goes. */
static int32_t put(void *user, const char *name, const void *bytes, uint64_t len, uint64_t *end_out) {
    struct object *object = find(user, name);
    if (len > ROOM) return FULL;
    if (object != NULL) object->length = 0;
    return append(user, name, 0, bytes, len, end_out);
}

static int32_t lock(void *user, uint32_t take, uint64_t *held_out) {
    struct shelf *shelf = user;
    *held_out = take != 0 && !shelf->held;
    shelf->held = take;
    return 0;
}

/* What has no room changes nothing: an object that is there stays, and one that is not does not come to be. */
static void print_full(struct shelf *shelf) {
    static char much[ROOM + 1];
    uint64_t before = 0, after = 0, made = 0, end = 0;
    length(shelf, "ack", &before);
    int32_t code = put(shelf, "ack", much, sizeof much, &end);
    length(shelf, "ack", &after);
    printf("too much for ack: our code %d, %s\n", (int)code, before == after ? "as it was" : "changed");
    code = append(shelf, "much", 0, much, sizeof much, &end);
    length(shelf, "much", &made);
    printf("too much for a new one: our code %d, %s\n", (int)code, made == UINT64_MAX - 1 ? "none" : "there is one");
}

int main(void) {
    static struct shelf shelf;
    /* In the table's order; without a salt of its own, acts bring theirs. */
    const cgov_storage storage = {sizeof storage, 0,   &shelf,   list, length, fetch, append,
                                  overwrite,      cut, sync_now, put,  drop,   lock,  NULL};
    struct village village;
    uint8_t before[32], after[32];
    cgov_time now = cgov_easy_instant(480, 2026, 3, 2, 9, 0);
    found_village(&village, &storage, NULL, now);
    move(&village, village.clerk, report(&village, "路灯不亮。", now), "accept", NOTHING, now);
    must(village.ledger, cgov_state_digest(village.ledger, before), "the digest");
    cgov_ledger *second = NULL;
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    printf("a second writer: %s\n", cgov_status_name(cgov_ledger_open(&options, &second)));
    cgov_ledger_close(village.ledger);

    must(NULL, cgov_ledger_open(&options, &village.ledger), "opening it again");
    must(village.ledger, cgov_state_digest(village.ledger, after), "the digest");
    printf("reopened: %s\n", memcmp(before, after, sizeof before) == 0 ? "the same state" : "another state");

    /* What does not fit is refused whole: the ledger goes on where it was. */
    static char novel[60001];
    memset(novel, 'x', sizeof novel - 1);
    const cgov_detail details[] = {cgov_easy_number(CGOV_FIELD_PLACE, 990101001001),
                                   cgov_easy_number(CGOV_FIELD_INTAKE, village.office),
                                   cgov_easy_words(CGOV_FIELD_TEXT, novel)};
    cgov_act reporting = act(village.zhao, now);
    cgov_id issue = 0;
    cgov_error error = {.size = sizeof error};
    int32_t status = cgov_item_report(village.ledger, &reporting, details, 3, &issue);
    must(village.ledger, cgov_ledger_error(village.ledger, &error), "the error");
    printf("a novel: %s, our code %d\n", cgov_status_name(status), (int)error.os_code);
    report(&village, "一句话。", now);
    cgov_ledger_close(village.ledger);
    print_full(&shelf);
    printf("in the arrays:");
    for (uint32_t i = 0; i < OBJECTS; i++) printf("%s%s", shelf.objects[i].name[0] ? " " : "", shelf.objects[i].name);
    printf("\n%" PRIu64 " appends, %" PRIu64 " syncs\n", shelf.appends, shelf.syncs);
    return 0;
}
