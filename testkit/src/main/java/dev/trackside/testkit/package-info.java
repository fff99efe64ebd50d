/** For authors of plugins: simulated runs without any training, a clock that tests move, and fakes of the services. */
@NullMarked
package dev.trackside.testkit;

import org.jspecify.annotations.NullMarked;
