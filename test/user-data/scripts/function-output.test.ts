import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "gen pipe bash": `#!/bin/bash
gen(){ cat <<'END'
mkfs.xfs /dev/xvdf
END
}
gen | bash
`,
  "gen to file, run": `#!/bin/bash
gen(){ cat <<'END'
mkfs.xfs /dev/xvdf
END
}
gen > /tmp/f
bash /tmp/f
`,
  "source <(gen)": `#!/bin/bash
gen(){ cat <<'END'
mkfs.xfs /dev/xvdf
END
}
source <(gen)
`,
  "bash -c gen": `#!/bin/bash
gen(){ cat <<'END'
mkfs.xfs /dev/xvdf
END
}
bash -c "$(gen)"
`,
  "eval gen": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
eval "$(gen)"
`,
  "gen echo pipe": `#!/bin/bash
gen(){ echo 'lsblk | grep xvdf'; }
gen | bash
`,
  "gen printf tee": `#!/bin/bash
gen(){ printf '%s\\n' 'lsblk | grep xvdf'; }
gen | sudo tee /usr/local/bin/x
`,
  "gen in a pipe of functions": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
run(){ bash; }
gen | run
`,
  "gen calls gen": `#!/bin/bash
inner(){ cat <<'END'
lsblk | grep xvdf
END
}
gen(){ echo true; inner; }
gen | bash
`,
  "gen called in group": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
{ echo 'set -e'; gen; } | bash
`,
  "gen > heredoc in subshell": `#!/bin/bash
gen() (
cat <<'END'
lsblk | grep xvdf
END
)
gen | sed 's/a/b/' | bash -s
`,
  "X=$(gen); eval X": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
X=$(gen)
eval "$X"
`,
  "X=$(gen); echo X > f; bash f": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
X="$(gen)"
echo "$X" | bash
`,
  "bash <<< $(gen)": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
bash <<< "$(gen)"
`,
  "heredoc with gen": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
bash <<END
$(gen)
END
`,
  "fstab by gen": `#!/bin/bash
gen(){ cat <<'END'
/dev/xvdf /data xfs defaults 0 2
END
}
gen >> /etc/fstab
`,
  "gen with parameter": `#!/bin/bash
gen(){ cat <<END
lsblk | grep $1
END
}
gen xvdf | bash
`,
  "gen defined in another file": `#!/bin/bash
cat > /opt/lib.sh <<'X'
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
X
. /opt/lib.sh
gen | bash
`,
  "gen piped by ssh localhost": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
gen | ssh localhost bash -s
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  "gen just said": `#!/bin/bash
gen(){ cat <<'END'
lsblk | grep xvdf
END
}
gen
gen | logger
gen > /etc/motd
`,
  "gen pipe bash fine": `#!/bin/bash
gen(){ cat <<'END'
lsblk -o NAME,SERIAL | grep vol0123
mkfs.xfs /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123
END
}
gen | bash
`,
  "usage": `#!/bin/bash
usage(){ cat <<'END'
Usage: mount /dev/xvdf somewhere
END
}
usage >&2
`,
  "usage piped to less": `#!/bin/bash
usage(){ cat <<'END'
Usage: mount /dev/xvdf somewhere
END
}
usage | less
`,
};

describe("the output of a function", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
