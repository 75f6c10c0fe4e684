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
    assert_int_equal(cgov__crc32c_words(0x0706050403020100, 0x0f0e0d0c0b0a0908, 0x1716151413121110, 0x1b1a1918),
                     cgov__crc32c(0,
                                  "\0\1\2\3\4\5\6\7\x8\x9\xa\xb\xc\xd\xe\xf"
                                  "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b",
                                  28));
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

/* Vectors of SipHash-1-3, by a program of its own that gives those of the reference for 2-4: key 00 01 .. 0f, message
 * 00 01 .. len - 1. */
static void siphash_vectors(void **state) {
    (void)state;
    static const uint64_t vectors[64] = {
        0xabac0158050fc4dc, 0xc9f49bf37d57ca93, 0x82cb9b024dc7d44d, 0x8bf80ab8e7ddf7fb, 0xcf75576088d38328,
        0xdef9d52f49533b67, 0xc50d2b50c59f22a7, 0xd3927d989bb11140, 0x369095118d299a8e, 0x25a48eb36c063de4,
        0x79de85ee92ff097f, 0x70c118c1f94dc352, 0x78a384b157b4d9a2, 0x306f760c1229ffa7, 0x605aa111c0f95d34,
        0xd320d86d2a519956, 0xcc4fdd1a7d908b66, 0x9cf2689063dbd80c, 0x8ffc389cb473e63e, 0xf21f9de58d297d1c,
        0xc0dc2f46a6cce040, 0xb992abfe2b45f844, 0x7ffe7b9ba320872e, 0x525a0e7fdae6c123, 0xf464aeb267349c8c,
        0x45cd5928705b0979, 0x3a3e35e3ca9913a5, 0xa91dc74e4ade3b35, 0xfb0bed02ef6cd00d, 0x88d93cb44ab1e1f4,
        0x540f11d643c5e663, 0x2370dd1f8c21d1bc, 0x81157b6c16a7b60d, 0x4d54b9e57a8ff9bf, 0x759f12781f2a753e,
        0xcea1a3bebf186b91, 0x2cf508d3ada26206, 0xb6101c2da3c33057, 0xb3f47496ae3a36a1, 0x626b57547b108392,
        0xc1d2363299e41531, 0x667cc1923f1ad944, 0x65704ffec8138825, 0x24f280d1c28949a6, 0xc2ca1cedfaf8876b,
        0xc2164bfc9f042196, 0xa16e9c9368b1d623, 0x49fb169c8b5114fd, 0x9f3143f8df074c46, 0xc6fdaf2412cc86b3,
        0x7eaf49d10a52098f, 0x1cf313559d292f9a, 0xc44a30dda2f41f12, 0x36fae98943a71ed0, 0x318fb34c73f0bce6,
        0xa27abf3670a7e980, 0xb4bcc0db243c6d75, 0x23f8d852fdb71513, 0x8f035f4da67d8a08, 0xd89cd0e5b7e8f148,
        0xf6f4e6bcf7a644ee, 0xaec59ad80f1837f2, 0xc3b2f6154b6694e0, 0x9d199062b7bbb3a8,
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
    /* the one of 128 bits, SipHash-2-4, of 00 01 .. 0e: 54 93 e9 99 33 b0 a8 11 7e 08 ec 0f 97 cf c3 d9 */
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
