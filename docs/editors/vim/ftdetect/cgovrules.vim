" Made by docs/editors/make.py.
autocmd BufRead,BufNewFile *.rules if search('^\(rulebook 1\|procedure\|role\|rule\|matter\|profile\|calendar\)\>', 'cnw') |
  \ set filetype=cgovrules | endif
