/* Gives a target each file of a directory, in order of their names: the corpus as a test.
 *
 *   fuzz_NAME_replay DIRECTORY */
#define _DEFAULT_SOURCE 1

#include "fuzz.h"

#include <dirent.h>

#define INPUT_MAX 65536u

static int is_input(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv) {
    struct dirent **names;
    int count = argc == 2 ? scandir(argv[1], &names, is_input, alphasort) : 0;
    if (count <= 0) return 2;
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        static uint8_t bytes[INPUT_MAX];
        char path[512];
        snprintf(path, sizeof path, "%s/%.200s", argv[1], names[i]->d_name);
        FILE *file = fopen(path, "rb");
        if (!file) return 2;
        size_t len = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        LLVMFuzzerTestOneInput(bytes, len);
        printf("ok %d - %s\n", i + 1, names[i]->d_name);
        free(names[i]);
    }
    free(names);
    return 0;
}
