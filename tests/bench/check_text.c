/* Checks a rulebook's text, for its instructions to be counted: tests/scripts/check_cost.py.
 *
 *   check_text FILE         0 where it passes; else what is wrong with it is printed */
#include <cgov/cgov.h>

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    enum { MOST = 1 << 20 };
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    char *bytes = malloc(MOST);
    if (!file || !bytes) return 2;
    const cgov_text text = {bytes, fread(bytes, 1, MOST, file)};
    cgov_check_view report = {.size = sizeof report};
    int32_t status = cgov_rulebook_check(&text, NULL, &report);
    if (status != CGOV_OK) fprintf(stderr, "line %u: %s\n", report.line, report.message);
    fclose(file);
    free(bytes);
    return status == CGOV_OK ? 0 : 1;
}
