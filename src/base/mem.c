/* Memory: the host's allocator or libc's, behind one function that counts.
 *
 * Every block of a ledger goes through cgov__mem_resize with its true old size, so used is exact without headers of our
 * own before the blocks, and is 0 when all is freed. Nothing is ever half done: a resize that fails leaves block and
 * count as they were. cgov__mem_grow is the one place where arrays learn how much to grow by.
 *
 * Chunks of tables are many, of a few sizes, and stay until the ledger is closed. From libc's memory they are cut out
 * of blocks, for what takes time in new memory is the first touch of each of its pages, and a page of a large block may
 * be a large one. A host's allocator is asked for each. */
#define _DEFAULT_SOURCE 1

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

/* Chunks are cut where there may be large pages; but where accesses are watched each stands by itself, so that none
 * beyond it goes unseen. */
#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#if defined(MADV_HUGEPAGE) && !defined(WATCHED)
#define CUT 1
#endif

/* ---- pages ---- */

#define PAGE ((size_t)4096)
#define LARGE ((size_t)2 << 20) /* a large page, where there are such */

/* Large pages may be had for what lies there, and for the rest of the pages it begins and ends in: so what libc has
 * mapped for it alone stays one mapping, which can be grown without copying. Where there are none, nothing is lost. */
static void ask_large(void *at, size_t size) {
#if defined(MADV_HUGEPAGE)
    const size_t before = (uintptr_t)at % PAGE;
    madvise((uint8_t *)at - before, (before + size + PAGE - 1) / PAGE * PAGE, MADV_HUGEPAGE);
#else
    (void)at;
    (void)size;
#endif
}

/* ---- resized ---- */

static void *libc_resize(void *user, void *ptr, size_t old, size_t now) {
    (void)user;
    (void)old;
    if (!now) {
        free(ptr);
        return NULL;
    }
    void *block = realloc(ptr, now);
    if (block && now >= LARGE) ask_large(block, now);
    return block;
}

void cgov__mem_init(struct mem *mem, const cgov_allocator *allocator) {
    memset(mem, 0, sizeof *mem);
    if (allocator) mem->allocator = *allocator;
    if (!mem->allocator.resize) mem->allocator.resize = libc_resize;
}

void *cgov__mem_resize(struct mem *mem, void *ptr, size_t old, size_t now) {
    if (!ptr && !now) return NULL;
    assert(ptr ? old > 0 && old <= mem->used : old == 0);

    void *block = mem->allocator.resize(mem->allocator.user, ptr, old, now);
    if (!now) {
        mem->used -= old;
        return NULL;
    }
    if (block) mem->used = mem->used - old + now;
    return block;
}

void *cgov__mem_grow(struct mem *mem, void *array, uint32_t *cap, size_t item_size, uint32_t need) {
    assert(need > 0);
    if (need <= *cap) return array;

    uint32_t room = *cap > UINT32_MAX / 2 ? UINT32_MAX : 2 * *cap;
    if (room < 8) room = 8;
    if (room < need) room = need;
    if (room > SIZE_MAX / item_size) return NULL;

    uint8_t *grown = cgov__mem_resize(mem, array, *cap * item_size, room * item_size);
    if (!grown) return NULL;
    memset(grown + *cap * item_size, 0, (room - *cap) * item_size);
    *cap = room;
    return grown;
}

/* ---- chunks ---- */

#if defined(CUT)
#define LINE 64u
#define BLOCK_FIRST ((size_t)128 << 10)
#define BLOCK_NEXT ((size_t)512 << 10)
#define LOOKED 8 /* at so many of those given back */

/* Stands at the start of its block. */
struct mem_block {
    struct mem_block *next;
};
/* And in a chunk that was given back. */
struct mem_free {
    struct mem_free *next;
    size_t room;
};

/* A ledger that stays small takes no large page. */
static bool add_block(struct mem *mem, size_t room) {
    size_t size = mem->block_size == 0 ? BLOCK_FIRST : mem->block_size < BLOCK_NEXT ? BLOCK_NEXT : LARGE;
    while (size < room + LINE) size *= 2;
    struct mem_block *block = aligned_alloc(size < LARGE ? LINE : LARGE, size);
    if (!block) return false;
    if (size >= LARGE) ask_large(block, size);
    block->next = mem->blocks;
    mem->blocks = block;
    mem->block_size = size;
    mem->chunk = (uint8_t *)block + LINE;
    mem->chunk_left = size - LINE;
    return true;
}

static struct mem_free **given_back_of(struct mem *mem, size_t room) {
    return &mem->given_back[room / LINE % MEM_ROOMS];
}

static void *given_back(struct mem *mem, size_t room) {
    struct mem_free **at = given_back_of(mem, room);
    for (int looked = 0; *at && looked < LOOKED; looked++, at = &(*at)->next) {
        struct mem_free *chunk = *at;
        if (chunk->room != room) continue;
        *at = chunk->next;
        return chunk;
    }
    return NULL;
}

static void *cut(struct mem *mem, size_t room) {
    void *chunk = given_back(mem, room);
    if (chunk) return chunk;
    if (mem->chunk_left < room && !add_block(mem, room)) return NULL;
    chunk = mem->chunk;
    mem->chunk += room;
    mem->chunk_left -= room;
    return chunk;
}

/* What is larger than what is left to cut from is cut from next: its pages have been touched. */
static void give_back(struct mem *mem, void *chunk, size_t room) {
    struct mem_free *freed = chunk;
    if (room > mem->chunk_left) {
        freed = (struct mem_free *)(void *)mem->chunk;
        const size_t left = mem->chunk_left;
        mem->chunk = chunk;
        mem->chunk_left = room;
        room = left;
    }
    if (room == 0) return;
    struct mem_free **latest = given_back_of(mem, room);
    *freed = (struct mem_free){*latest, room};
    *latest = freed;
}

static void free_blocks(struct mem *mem) {
    for (struct mem_block *block = mem->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    mem->blocks = NULL;
    memset(mem->given_back, 0, sizeof mem->given_back);
    mem->chunk = NULL;
    mem->chunk_left = mem->block_size = 0;
}

static bool is_cut(const struct mem *mem) {
    return mem->allocator.resize == libc_resize;
}

static size_t room_of(size_t size) {
    return (size + LINE - 1) / LINE * LINE;
}
#endif

void *cgov__mem_chunk(struct mem *mem, size_t size) {
#if defined(CUT)
    if (is_cut(mem)) {
        void *chunk = cut(mem, room_of(size));
        mem->chunks += chunk != NULL;
        mem->used += !chunk ? 0 : size;
        return chunk;
    }
#endif
    return cgov__mem_resize(mem, NULL, 0, size);
}

/* With the last of them the blocks go. */
void cgov__mem_unchunk(struct mem *mem, void *chunk, size_t size) {
#if defined(CUT)
    if (is_cut(mem)) {
        assert(mem->chunks > 0 && size <= mem->used);
        give_back(mem, chunk, room_of(size));
        mem->used -= size;
        if (--mem->chunks == 0) free_blocks(mem);
        return;
    }
#endif
    cgov__mem_resize(mem, chunk, size, 0);
}
