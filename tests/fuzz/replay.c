/* Gives a target each file of some directories, in order of their names: the corpus as a test.
 *
 *   fuzz_NAME_replay DIRECTORY... */
#define _DEFAULT_SOURCE 1

#include "fuzz.h"

#include <dirent.h>

#define INPUT_MAX 65536u

static int is_input(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

/* How many have been given then; -1: there is nothing there, or it cannot be read. */
static int give_all(const char *directory, int given) {
    static uint8_t bytes[INPUT_MAX];
    struct dirent **names;
    const int count = scandir(directory, &names, is_input, alphasort);
    if (count <= 0) return -1;
    for (int i = 0; i < count && given >= 0; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%.200s", directory, names[i]->d_name);
        FILE *file = fopen(path, "rb");
        size_t len = file ? fread(bytes, 1, sizeof bytes, file) : 0;
        if (file) fclose(file);
        if (file) LLVMFuzzerTestOneInput(bytes, len);
        given = file ? given + 1 : -1;
        if (file) printf("ok %d - %s\n", given, names[i]->d_name);
        free(names[i]);
    }
    free(names);
    return given;
}

int main(int argc, char **argv) {
    int given = 0;
    for (int i = 1; i < argc && given >= 0; i++) given = give_all(argv[i], given);
    if (given <= 0) return 2;
    printf("1..%d\n", given);
    return 0;
}
