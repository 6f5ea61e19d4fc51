#!/usr/bin/env bash
# The plots of the numbered load tests, as SVG on white, so that they read on dark pages too; sourced
# by house.sh. Each becomes a picture of the section.
# shellcheck disable=SC2154,SC2016 # the variables are those of results.sh; $1 is gnuplot's

# plot_head HEIGHT FILE: of every gnuplot script.
plot_head() {
  cat <<PLOT
set terminal svg size 860,$1 dynamic background rgb "white" font "sans-serif,13"
set output "$2"
set border 3 lc rgb "#888888"
set tics nomirror textcolor rgb "#333333"
set grid lc rgb "#dddddd"
set key textcolor rgb "#333333"
set linetype 1 lc rgb "#4a90d9"
set linetype 2 lc rgb "#d9534a"
set linetype 3 lc rgb "#3a9d5d"
set linetype 4 lc rgb "#8e5bb5"
set linetype 5 lc rgb "#c98a1b"
set linetype 6 lc rgb "#555555"
set linetype cycle 6
PLOT
}

# picture FILE-NAME: remembers it for the section.
picture() { grep -qxF "$1" "$pictures" || echo "$1" >>"$pictures"; }

# plot_bars MEASURE…: one panel for each, a bar for each variant's median, with its range.
plot_bars() {
  local file=$name.svg measure panel=0 bars=0 most=0
  for measure in "$@"; do
    panel=$((panel + 1))
    bars_of "$measure" >"$work/bars.$panel"
    bars=$(wc -l <"$work/bars.$panel")
    [ "$bars" -le "$most" ] || most=$bars
  done
  [ "$most" -gt 0 ] || return 0
  {
    plot_head $(($# * (110 + 30 * most))) "$published/results/$file"
    printf 'set multiplot layout %d,1\nset yrange [] reverse\nset xrange [0:]\nset offsets 0,0,0.6,0.6\nunset key\n' "$#"
    printf 'set style fill solid noborder\nset lmargin 32\nset rmargin 3\nset grid noytics xtics\n'
    panel=0
    for measure in "$@"; do
      panel=$((panel + 1))
      printf 'set title "%s" textcolor rgb "#333333"\n' "$measure"
      [ -s "$work/bars.$panel" ] || continue
      printf 'plot "%s" using ($2/2):0:(0):2:($0-0.33):($0+0.33):ytic(1) with boxxyerror lc rgb "#4a90d9", ' "$work/bars.$panel"
      printf '"" using 2:0:3:4 with xerrorbars pt 0 lw 1.5 lc rgb "#222222"\n'
    done
  } | gnuplot 2>"$work/gnuplot.txt" || plot_failed
  picture "$file"
}

# bars_of MEASURE: lines of "variant" median minimum maximum.
bars_of() {
  awk -F '\t' -v m="$1" '$3 == m {print $2}' "$rows" | awk '!seen[$0]++' | while read -r variant; do
    awk -F '\t' -v m="$1" -v v="$variant" '$3 == m && $2 == v {print $4}' "$rows" | sort -g |
      awk -v v="$variant" '{x[NR] = $1} END {
        printf "\"%s\"\t%s\t%s\t%s\n", v, (x[int((NR + 1) / 2)] + x[int((NR + 2) / 2)]) / 2, x[1], x[NR]}'
  done
}

# plot_lines FILE.tsv TITLE X Y…: columns by the names in the file's first line, one panel for each Y.
plot_lines() {
  local data=$1 heading=$2 x=$3 y file
  shift 3
  file=$name-$(basename "$data" .tsv).svg
  {
    plot_head $((60 + $# * 170)) "$published/results/$file"
    printf 'set datafile separator tab\nset multiplot layout %d,1 title "%s" textcolor rgb "#333333"\n' "$#" "$heading"
    printf 'unset key\nset lmargin 11\nset rmargin 3\nset yrange [0:*]\n'
    for y in "$@"; do
      printf 'set ylabel "%s" textcolor rgb "#333333"\n' "$y"
      [ "$y" != "${*: -1}" ] || printf 'set xlabel "%s" textcolor rgb "#333333"\n' "$x"
      printf 'plot "%s" using (column("%s")):(column("%s")) with lines lw 1.6\n' "$data" "$x" "$y"
    done
  } | gnuplot 2>"$work/gnuplot.txt" || plot_failed
  picture "$file"
}

# plot_percentiles TITLE: latency by percentile up to the 99.9th, a line for each variant that
# keep_percentiles kept; of several rounds the median.
plot_percentiles() {
  local file=$name-percentiles.svg
  [ -s "$distributions" ] || return 0
  medians_of_percentiles >"$work/lines"
  {
    plot_head 480 "$published/results/$file"
    printf 'set title "%s" textcolor rgb "#333333"\nset datafile separator tab\n' "$1"
    printf 'set logscale xy\nset xrange [1:1000]\nset ylabel "ms" textcolor rgb "#333333"\nset key below Left reverse\nset rmargin 5\n'
    printf 'set xtics ("0" 1, "50" 2, "75" 4, "90" 10, "99" 100, "99.9" 1000)\nset xlabel "percentile" textcolor rgb "#333333"\n'
    printf 'set style data lines\nplot for [i=0:%d] "%s" index i using (100/(100-$1)):2 title columnheader(1) lw 2\n' \
      $(($(cut -f1 "$distributions" | sort -u | wc -l) - 1)) "$work/lines"
  } | gnuplot 2>"$work/gnuplot.txt" || plot_failed
  picture "$file"
}

# Blocks of "percentile ms", with the variant's name above each, as gnuplot wants them.
medians_of_percentiles() {
  sort -t "$(printf '\t')" -k1,1 -k2,2g -k3,3g "$distributions" | awk -F '\t' '
    function close_point() { if (n) print point "\t" (x[int((n + 1) / 2)] + x[int((n + 2) / 2)]) / 2; n = 0 }
    $1 != variant { close_point(); if (variant != "") print "\n"; variant = $1; point = $2; print "\"" variant "\"" }
    $2 != point { close_point(); point = $2 }
    { x[++n] = $3 }
    END { close_point() }'
}

plot_failed() {
  cat "$work/gnuplot.txt" >&2
  exit 1
}
