#!/usr/bin/env bash
# fuzz.sh [TARGET...]: coverage-guided fuzzing by AFL++ of the compiler, the readers and the importers, NETGEN_FUZZ_MINUTES each (4 unless set; 240 for hours).
# A case that breaks what Targets.cs says of it ends with its path, and "dotnet NetGen.Fuzz.dll TARGET < PATH" beside it shows what it does.
set -eu
cd "$(dirname "$0")/../.."
minutes=${NETGEN_FUZZ_MINUTES:-4}
work=$(mktemp -d "${TMPDIR:-/tmp}/netgen-fuzz-XXXXXX")
export TMPDIR=$work
# Memory beyond a gigabyte is a defect, as is a case of ten seconds.
export DOTNET_GCHeapHardLimit=0x40000000 DOTNET_TieredPGO=0
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1

dotnet publish tests/NetGen.Fuzz -c Release -o "$work/app" -v quiet
dotnet tool restore > /dev/null
for assembly in NetGen NetGen.Compiler NetGen.Onnx NetGen.Tool PureHDF Google.Protobuf; do
    dotnet sharpfuzz "$work/app/$assembly.dll"
done
dotnet sharpfuzz "$work/app/NetGen.Fuzz.dll" NetGen.Fuzz.Planted

# seeds TARGET: the folder of what its cases begin with.
seeds() {
    local folder=$work/seeds/$1 models=tests/NetGen.Tool.Tests/Formats/Models number=0
    mkdir -p "$folder"
    case $1 in
    planted) echo seed > "$folder/seed" ;;
    architecture)
        grep -ohE '^\| `"[0-9][^"]*"|Network\("[0-9][^"]*"' docs/text.md tests/Corpus/*.cs | grep -oE '"[^"]*"' | tr -d '"' | sort -u | shuf -n 60 --random-source=docs/text.md | while read -r text; do
            printf '%s' "$text" > "$folder/$((++number))"
        done ;;
    json) cp tests/Corpus/*.netgen.json samples/Moons/moons.netgen.json "$folder" ;;
    header | safetensors)
        local header='{"__metadata__":{"architecture":"1-1"},"layers.0.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"layers.0.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}'
        printf "\\x$(printf '%x' ${#header})\\0\\0\\0\\0\\0\\0\\0%s\\0\\0\\x80\\x3f\\0\\0\\0\\x40" "$header" > "$folder/smallest" ;;
    onnx) cp tests/NetGen.Onnx.Tests/Models/{Basic,ferroflow_mlp_dynamo}.onnx "$folder" ;;
    nam) cp "$models"/nam/*.nam "$folder" ;;
    rtneural) cp "$models"/rtneural/{conv,conv1d_torch,dense,gru}.json "$models"/pytorch/flower.json "$folder" ;;
    keras) cp "$models"/keras/*.keras "$folder" ;;
    keras-weights) cp "$models"/keras/*.weights.h5 "$folder" ;;
    pytorch) cp "$models"/pytorch/*.safetensors "$folder" ;;
    esac
    echo "$folder"
}

# try TARGET SECONDS: fuzzes, and tells how it went.
try() {
    local target=$1 seconds=$2 found=$work/found/$1 stats
    mkdir -p "$found"
    afl-fuzz -i "$(seeds "$target")" -o "$found" -t 10000 -m none -V "$seconds" -- dotnet "$work/app/NetGen.Fuzz.dll" "$target" > "$found/log" 2>&1 || {
        tail -n 20 "$found/log"
        return 1
    }
    stats=$found/default/fuzzer_stats
    value() { sed -n "s/^$1 *: //p" "$stats"; }
    echo "$target: $(value execs_done) cases, $(value execs_per_sec) a second, $(value edges_found) edges, $(value corpus_count) cases kept, $(value saved_crashes) wrong, $(value saved_hangs) slow"
    # A case that was slow because the machine was is none when tried again alone.
    for case in "$found"/default/hangs/id*; do
        [[ ! -e $case ]] || timeout 20 dotnet "$work/app/NetGen.Fuzz.dll" "$target" < "$case" > /dev/null 2>&1 || echo "slow: $case"
    done | tee "$found/slow"
    ls "$found"/default/crashes/id* 2> /dev/null || true
    [[ $(value saved_crashes) -eq 0 && ! -s $found/slow ]]
}

# First what must be found: unless this is, nothing that follows means anything.
if try planted 60 > "$work/planted"; then
    cat "$work/planted"
    echo 'The mistake that was planted was not found.'
    exit 1
fi
sed -n 1p "$work/planted"

failed=0
for target in ${*:-architecture json header safetensors onnx nam rtneural keras keras-weights pytorch}; do
    try "$target" $((minutes * 60)) || failed=1
done
((failed == 0)) && rm -rf "$work" || echo "What was found is kept in $work."
exit "$failed"
