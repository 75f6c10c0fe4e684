/* Digests and checksums against published vectors, against slow models, and over every split and alignment. */
#include "base/hash.h"

#include "support/random.h"
#include "support/test.h"

static void hex(const uint8_t digest[32], char into[65]) {
    for (int i = 0; i < 32; i++) snprintf(into + 2 * i, 3, "%02x", digest[i]);
}

static void sha256_of(const void *bytes, size_t len, uint8_t digest[32]) {
    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, bytes, len);
    cgov__sha256_end(&sha, digest);
}

/* The examples NIST gives with FIPS 180. */
static void sha256_nist_vectors(void **state) {
    (void)state;
    static const struct {
        const char *text, *digest;
    } vectors[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
         "nopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    uint8_t digest[32];
    char text[65];
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        sha256_of(vectors[i].text, strlen(vectors[i].text), digest);
        hex(digest, text);
        assert_string_equal(text, vectors[i].digest);
    }

    struct sha256 sha; /* a million times a, in pieces of 1000 */
    char letters[1000];
    memset(letters, 'a', sizeof letters);
    cgov__sha256_init(&sha);
    for (int i = 0; i < 1000; i++) cgov__sha256_add(&sha, letters, sizeof letters);
    cgov__sha256_end(&sha, digest);
    hex(digest, text);
    assert_string_equal(text, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The digest of the digests of every length to 299, as another implementation (Python's hashlib) has it: all paddings.
 */
static void sha256_every_length(void **state) {
    (void)state;
    struct sha256 all;
    uint8_t digest[32];
    char text[65];
    cgov__sha256_init(&all);
    for (size_t len = 0; len < 300; len++) {
        uint8_t bytes[300];
        for (size_t i = 0; i < len; i++) bytes[i] = (uint8_t)(i * 7 + len);
        sha256_of(bytes, len, digest);
        cgov__sha256_add(&all, digest, sizeof digest);
    }
    cgov__sha256_end(&all, digest);
    hex(digest, text);
    assert_string_equal(text, "d5238871a46ac4a1a75ac3fb19d645b0b3b9e5f35f5f720e2b240d605c6b694e");
}

static void sha256_any_pieces(void **state) {
    (void)state;
    uint64_t seed = random_seed(6);
    uint8_t bytes[1000], whole[32], pieces[32];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)random_next(&seed);
    for (int round = 0; round < 2000; round++) {
        size_t len = random_below(&seed, sizeof bytes), at = 0;
        struct sha256 sha;
        cgov__sha256_init(&sha);
        cgov__sha256_add(&sha, NULL, 0);
        while (at < len) {
            size_t piece = random_below(&seed, random_below(&seed, 2) ? 200 : 20);
            if (piece > len - at) piece = len - at;
            cgov__sha256_add(&sha, bytes + at, piece);
            at += piece;
        }
        cgov__sha256_end(&sha, pieces);
        sha256_of(bytes, len, whole);
        assert_memory_equal(pieces, whole, 32);
    }
}

/* One bit at a time, as the polynomial says. */
static uint32_t slow_crc(uint32_t crc, const uint8_t *bytes, size_t len) {
    crc = ~crc;
    for (size_t i = 0; i < len; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ UINT32_C(0x82f63b78) : crc >> 1;
    }
    return ~crc;
}

/* RFC 3720, appendix B.4, and the check value of the catalogues. */
static void crc32c_vectors(void **state) {
    (void)state;
    uint8_t bytes[32];
    static const uint8_t read_command[48] = {0x01, 0xc0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,    0, 0, 0, 0,
                                             0x14, 0,    0, 0, 0, 0, 4, 0, 0, 0, 0, 0x14, 0, 0, 0, 0x18,
                                             0x28, 0,    0, 0, 0, 0, 0, 0, 2, 0, 0, 0,    0, 0, 0, 0};
    memset(bytes, 0, sizeof bytes);
    assert_int_equal(cgov__crc32c(0, bytes, 32), 0x8a9136aa);
    memset(bytes, 0xff, sizeof bytes);
    assert_int_equal(cgov__crc32c(0, bytes, 32), 0x62a8ab43);
    for (uint8_t i = 0; i < 32; i++) bytes[i] = i;
    assert_int_equal(cgov__crc32c(0, bytes, 32), 0x46dd794e);
    for (uint8_t i = 0; i < 32; i++) bytes[i] = (uint8_t)(31 - i);
    assert_int_equal(cgov__crc32c(0, bytes, 32), 0x113fdb5c);
    assert_int_equal(cgov__crc32c(0, read_command, 48), 0xd9963a56);
    assert_int_equal(cgov__crc32c(0, "123456789", 9), 0xe3069283);
    assert_int_equal(cgov__crc32c_tables(0, "123456789", 9), 0xe3069283);
    assert_int_equal(cgov__crc32c(0, NULL, 0), 0);
    assert_int_equal(cgov__crc32c(12345, NULL, 0), 12345);
}

static void crc32c_roads_agree(void **state) {
    (void)state;
    uint64_t seed = random_seed(7);
    for (size_t len = 0; len < 300; len++) {
        for (size_t shift = 0; shift < 8; shift++) {
            uint8_t *block = malloc(shift + len + 1), *bytes = block + shift + 1;
            for (size_t i = 0; i < len; i++) bytes[i] = (uint8_t)random_next(&seed);
            uint32_t start = (uint32_t)random_next(&seed), slow = slow_crc(start, bytes, len);
            size_t cut = random_below(&seed, (uint32_t)len + 1);
            assert_int_equal(cgov__crc32c(start, bytes, len), slow);
            assert_int_equal(cgov__crc32c_tables(start, bytes, len), slow);
            assert_int_equal(cgov__crc32c(cgov__crc32c(start, bytes, cut), bytes + cut, len - cut), slow);
            free(block);
        }
    }
}

/* The reference vectors: key 00 01 .. 0f, message 00 01 .. len - 1. */
static void siphash_vectors(void **state) {
    (void)state;
    static const uint64_t vectors[64] = {
        0x726fdb47dd0e0e31, 0x74f839c593dc67fd, 0x0d6c8009d9a94f5a, 0x85676696d7fb7e2d, 0xcf2794e0277187b7,
        0x18765564cd99a68d, 0xcbc9466e58fee3ce, 0xab0200f58b01d137, 0x93f5f5799a932462, 0x9e0082df0ba9e4b0,
        0x7a5dbbc594ddb9f3, 0xf4b32f46226bada7, 0x751e8fbc860ee5fb, 0x14ea5627c0843d90, 0xf723ca908e7af2ee,
        0xa129ca6149be45e5, 0x3f2acc7f57c29bdb, 0x699ae9f52cbe4794, 0x4bc1b3f0968dd39c, 0xbb6dc91da77961bd,
        0xbed65cf21aa2ee98, 0xd0f2cbb02e3b67c7, 0x93536795e3a33e88, 0xa80c038ccd5ccec8, 0xb8ad50c6f649af94,
        0xbce192de8a85b8ea, 0x17d835b85bbb15f3, 0x2f2e6163076bcfad, 0xde4daaaca71dc9a5, 0xa6a2506687956571,
        0xad87a3535c49ef28, 0x32d892fad841c342, 0x7127512f72f27cce, 0xa7f32346f95978e3, 0x12e0b01abb051238,
        0x15e034d40fa197ae, 0x314dffbe0815a3b4, 0x027990f029623981, 0xcadcd4e59ef40c4d, 0x9abfd8766a33735c,
        0x0e3ea96b5304a7d0, 0xad0c42d6fc585992, 0x187306c89bc215a9, 0xd4a60abcf3792b95, 0xf935451de4f21df2,
        0xa9538f0419755787, 0xdb9acddff56ca510, 0xd06c98cd5c0975eb, 0xe612a3cb9ecba951, 0xc766e62cfcadaf96,
        0xee64435a9752fe72, 0xa192d576b245165a, 0x0a8787bf8ecb74b2, 0x81b3e73d20b49b6f, 0x7fa8220ba3b2ecea,
        0x245731c13ca42499, 0xb78dbfaf3a8d83bd, 0xea1ad565322a1a0b, 0x60e61c23a3795013, 0x6606d7e446282b93,
        0x6ca4ecb15c5f91e1, 0x9f626da15c9625f3, 0xe51b38608ef25f57, 0x958a324ceb064572,
    };
    const uint64_t key[2] = {UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908)};
    uint8_t counting[64];
    for (size_t i = 0; i < sizeof counting; i++) counting[i] = (uint8_t)i;
    for (size_t len = 0; len < 64; len++) {
        uint8_t *bytes = malloc(len + 1); /* read at an odd address, up to the block's end */
        assert_non_null(bytes);
        memcpy(bytes + 1, counting, len);
        assert_true(cgov__siphash(key, bytes + 1, len) == vectors[len]);
        free(bytes);
    }
    assert_true(cgov__siphash(key, NULL, 0) == vectors[0]);
    const uint64_t other[2] = {key[0], key[1] ^ 1};
    assert_true(cgov__siphash(other, NULL, 0) != vectors[0]);
    const uint64_t third = UINT64_C(0xff16151413121110); /* the top byte is no part of it */
    assert_true(cgov__siphash23(key, key[0], key[1], third) == vectors[23]);
    /* the one of 128 bits, of 00 01 .. 0e: 54 93 e9 99 33 b0 a8 11 7e 08 ec 0f 97 cf c3 d9 */
    uint64_t wide[2];
    cgov__siphash128(key, UINT64_C(0x0706050403020100), UINT64_C(0xff0e0d0c0b0a0908), wide);
    assert_int_equal(wide[0], UINT64_C(0x11a8b03399e99354));
    assert_int_equal(wide[1], UINT64_C(0xd9c3cf970fec087e));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_nist_vectors), cmocka_unit_test(sha256_every_length),
        cmocka_unit_test(sha256_any_pieces),   cmocka_unit_test(crc32c_vectors),
        cmocka_unit_test(crc32c_roads_agree),  cmocka_unit_test(siphash_vectors),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
