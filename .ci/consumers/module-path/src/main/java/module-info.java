/** A test kit of a user's own, built on the library as modules. */
module com.acme.kit {
  requires io.github.duologue.junit;
}
