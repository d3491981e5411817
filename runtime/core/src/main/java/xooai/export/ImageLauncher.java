package xooai.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The command that starts an exported flow: a script for the system it was made on.
///
/// Java 25 runs the classes of an AOT cache whatever has become of the jar that they are from; 25.0.4 is the first that
/// looks (JDK-8377932). So the launcher looks itself, and takes the cache only for the jar with the [Seal] of the one
/// it
/// was trained on. What else says that seal is refused at the start by the check of its entries.
///
/// @param name the flow's name
/// @param seal the seal of its jar
/// @param flags what its Java is told
record ImageLauncher(String name, String seal, List<String> flags) {
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    ImageLauncher {
        flags = List.copyOf(flags);
    }

    /// Writes it into that folder.
    void write(Path bin) throws IOException {
        Files.createDirectories(bin);
        if (WINDOWS) {
            Files.writeString(bin.resolve(name + ".bat"), batch());
            return;
        }
        Path script = bin.resolve(name);
        Files.writeString(script, script());
        PosixFileAttributeView view = Files.getFileAttributeView(script, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /// For a POSIX shell.
    String script() {
        // A shell looks for files by a star.
        String quoted = flags.stream()
                .map(flag -> flag.contains("*") ? "'" + flag + "'" : flag)
                .collect(Collectors.joining(" "));
        return filled("""
            #!/bin/sh
            # Serves the flow @NAME@ on the Java beside it: @NAME@ --http 8080
            # Java knows names of files by the locale: one of ASCII alone knows no others. So does one that is set and not
            # installed, which only its charmap tells.
            case $(locale charmap 2>/dev/null) in ANSI_X3.4-1968 | US-ASCII | '') export LC_ALL=C.UTF-8 ;; esac
            self=$0
            case $self in */*) ;; *) self=./$self ;; esac
            while [ -h "$self" ]; do
              link=$(readlink "$self")
              case $link in /*) self=$link ;; *) self=${self%/*}/$link ;; esac
            done
            home=$(CDPATH= cd -- "${self%/*}/.." && pwd) || exit 1
            case $home in
              *:*)
                echo "cannot start @NAME@: Java runs in no folder with a colon in its path, as $home has; rename it" >&2
                exit 1
                ;;
            esac
            # The cache holds the classes of the jar that ends with this seal. Java before 25.0.4 would run them in the
            # place of those of any other jar. What a shell says of bytes that are no text is for nobody.
            cache=
            { seal=$(tail -c 64 "$home/app/@NAME@.jar"); } 2>/dev/null
            [ "$seal" = @SEAL@ ] && [ -r "$home/app/@NAME@.aot" ] && cache=-XX:AOTCache=$home/app/@NAME@.aot
            exec "$home/runtime/bin/java" ${cache:+"$cache"} @FLAGS@ -jar "$home/app/@NAME@.jar" "$@"
            """, quoted);
    }

    /// For the command line of Windows, where `findstr` is what looks into a file; the seal is nowhere but at its end.
    String batch() {
        return filled("""
            @echo off
            setlocal
            set cache=
            "%SystemRoot%\\System32\\findstr.exe" /m /l /c:"@SEAL@" "%~dp0..\\app\\@NAME@.jar" >nul 2>nul
            if not errorlevel 1 if exist "%~dp0..\\app\\@NAME@.aot" set cache="-XX:AOTCache=%~dp0..\\app\\@NAME@.aot"
            "%~dp0..\\runtime\\bin\\java.exe" %cache% @FLAGS@ -jar "%~dp0..\\app\\@NAME@.jar" %*
            """, String.join(" ", flags)).replace("\n", "\r\n");
    }

    private String filled(String text, String flagsWritten) {
        return text.replace("@SEAL@", seal)
                .replace("@FLAGS@", flagsWritten + " -Dxooai.command=@NAME@")
                .replace("@NAME@", name);
    }
}
