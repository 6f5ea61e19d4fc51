# Rows of round, variant, measure, value (first file) and goals (second): tables of medians with
# ranges, one for each group "GROUP: " of measures in the order of first sight, and a table of goals.
BEGIN { FS = "\t" }

FILENAME == ARGV[1] {
  group = ""
  measure = $3
  if ((at = index($3, ": ")) > 0) {
    group = substr($3, 1, at - 1)
    measure = substr($3, at + 2)
  }
  if (!((group) in groups)) { groups[group]; groupName[++groupCount] = group }
  if (!((group, measure) in measures)) { measures[group, measure]; measureName[group, ++measureCount[group]] = measure }
  if (!((group, $2) in variants)) { variants[group, $2]; variantName[group, ++variantCount[group]] = $2 }
  value[$2, $3, ++values[$2, $3]] = $4
  next
}

{ goalText[++goalCount] = $1; goalVariant[goalCount] = $2; goalMeasure[goalCount] = $3; goalSign[goalCount] = $4
  goalValue[goalCount] = $5; goalOther[goalCount] = $6; goalOtherMeasure[goalCount] = $7 }

END {
  for (g = 1; g <= groupCount; g++) table(groupName[g])
  if (goalCount) goals()
}

function table(group,   v, m, line, rule, full) {
  if (group != "") printf "%s**%s**\n\n", tables ? "\n" : "", group
  tables++
  line = "| |"
  rule = "|---|"
  for (m = 1; m <= measureCount[group]; m++) {
    line = line " " measureName[group, m] " |"
    rule = rule "---|"
  }
  print line "\n" rule
  for (v = 1; v <= variantCount[group]; v++) {
    line = "| " variantName[group, v] " |"
    for (m = 1; m <= measureCount[group]; m++) {
      full = (group == "" ? "" : group ": ") measureName[group, m]
      line = line " " cell(variantName[group, v], full) " |"
    }
    print line
  }
}

function cell(variant, measure,   n, i) {
  n = sorted(variant, measure)
  if (n == 0) return "–"
  if (n == 1 || show(s[1]) == show(s[n])) return show(median(n))
  return show(median(n)) " (" show(s[1]) "–" show(s[n]) ")"
}

# Fills s with the sorted values; returns how many.
function sorted(variant, measure,   n, i, j, x) {
  n = values[variant, measure] + 0
  for (i = 1; i <= n; i++) {
    x = value[variant, measure, i] + 0
    for (j = i - 1; j >= 1 && s[j] > x; j--) s[j + 1] = s[j]
    s[j + 1] = x
  }
  return n
}

function median(n) { return (s[int((n + 1) / 2)] + s[int((n + 2) / 2)]) / 2 }

# Three digits that count; spaces in thousands.
function show(x,   size, text) {
  size = x < 0 ? -x : x
  if (x == int(x) && size < 1000) return x ""
  if (size < 0.9995) text = sprintf("%.3f", x)
  else if (size < 9.995) text = sprintf("%.2f", x)
  else if (size < 99.95) text = sprintf("%.1f", x)
  else text = sprintf("%.0f", x)
  return size < 999.5 ? text : thousands(text)
}

function thousands(text,   rest) {
  rest = ""
  while (length(text) > 3 && substr(text, length(text) - 3, 1) ~ /[0-9]/) {
    rest = " " substr(text, length(text) - 2) rest
    text = substr(text, 1, length(text) - 3)
  }
  return text rest
}

function goals(   g) {
  print "\n| goal | measured | |\n|---|---|---|"
  for (g = 1; g <= goalCount; g++) print "| " goalText[g] " | " judged(g) " |"
}

function judged(g,   n, is, bound, other, detail) {
  n = sorted(goalVariant[g], goalMeasure[g])
  if (n == 0) return "not measured | –"
  is = median(n)
  bound = goalValue[g]
  detail = show(is)
  if (goalOther[g] != "") {
    n = sorted(goalOther[g], goalOtherMeasure[g])
    if (n == 0) return show(is) ", nothing to compare with | –"
    other = median(n)
    bound *= other
    detail = show(is) " against " show(other) (other ? ": " show(is / other) " ×" : "")
  }
  return detail " | " verdict(is, goalSign[g], bound)
}

function verdict(is, sign, bound,   short) {
  if (sign == ">=" ? is >= bound : is <= bound) return "**met**"
  short = sign == ">=" ? bound - is : is - bound
  return "missed by " (bound ? sprintf("%.1f %%", 100 * short / bound) : show(short))
}
