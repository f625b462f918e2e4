// Command publish makes keys, compiles the rule book, signs it and brings it to
// the Worker. `publish help` lists what it does.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// command is one thing that publish does. run takes its flags' values from the
// closure that define made.
type command struct {
	name, args, about string
	define            func(*flag.FlagSet) (run func(args []string, out io.Writer) error)
}

// errUsage says that the command line itself was wrong.
var errUsage = errors.New("wrong arguments")

var commands = []command{
	{"keys", "", "make all keys and the first root of trust", defineKeys},
	{"build", "", "compile the book into a pack, unsigned", defineBuild},
	{"lint", "", "say what is wrong with a book", defineLint},
	{"diff", "OLD NEW", "list what two books say differently: folders of YAML, packs or repositories", defineDiff},
	{"sign", "", "sign a book as the newest of a repository", defineSign},
	{"timestamp", "", "promise anew that the newest is the newest", defineTimestamp},
	{"rotate", "[KEY...]", "replace keys and sign the next root; without a key, make the root good for longer", defineRotate},
	{"push", "", "bring a repository to where the Worker reads", definePush},
	{"verify", "SERVER", "walk a rule server, or a repository, as a client does", defineVerify},
	{"dev", "", "keys if missing, then sign and push: a publication on this machine", defineDev},
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, problems io.Writer) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage(out)
		return 0
	}
	for _, c := range commands {
		if c.name == args[0] {
			return c.execute(args[1:], out, problems)
		}
	}
	fmt.Fprintf(problems, "publish: there is no %q\n\n", args[0])
	usage(problems)
	return 2
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "publish brings the rule book to the people who use it.")
	fmt.Fprintln(w)
	for _, c := range commands {
		fmt.Fprintf(w, "  publish %-27s %s\n", strings.TrimSpace(c.name+" [flags] "+c.args), c.about)
	}
	fmt.Fprintln(w, "\n`publish COMMAND --help` lists the flags. The order of a publication is sign, push.")
}

func (c command) execute(args []string, out, problems io.Writer) int {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(problems)
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "publish %s: %s\n\n", strings.TrimSpace(c.name+" [flags] "+c.args), c.about)
		flags.PrintDefaults()
	}
	act := c.define(flags)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case !strings.HasSuffix(c.args, "...]") && flags.NArg() != len(strings.Fields(c.args)):
		flags.Usage()
		return 2
	}
	switch err := act(flags.Args(), out); {
	case errors.Is(err, errUsage):
		fmt.Fprintf(problems, "publish %s: %v\n", c.name, err)
		return 2
	case err != nil:
		fmt.Fprintf(problems, "publish %s: %v\n", c.name, err)
		return 1
	}
	return 0
}
